import { formFor } from "@aside/protocol";
import type { Offer } from "../core/composer.ts";
import type { Words } from "../locale/words.ts";
import { OfferSheet } from "./offer-sheet.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

/** The stop before something leaves that does not belong into the chat: two ways on. */
export function StrayOffer({ offer }: { offer: Offer }) {
  const { composer, words } = useWidget();
  const { asking } = useStore(composer.store);
  const piece = offer.from === "piece";
  const hasForm = formFor(offer.types) !== null;
  return (
    <OfferSheet
      title={piece ? words.pieceTitle : strayTitle(offer.types, words)}
      text={piece ? words.pieceText : hasForm ? words.strayText : words.secretText}
      trouble={offer.trouble}
      onEscape={composer.dismiss}
      ways={(leave) => (
        <>
          {hasForm && (
            <button
              type="button"
              className="primary"
              disabled={asking}
              onClick={() => void composer.sendSafely()}
            >
              {words.sendSafely}
            </button>
          )}
          <button type="button" className="plain" onClick={() => leave(composer.somethingElse)}>
            {piece ? words.sendAnyway : words.somethingElse}
          </button>
        </>
      )}
    />
  );
}

export function strayTitle(types: readonly string[], words: Words): string {
  if (types.includes("CARD_NUMBER")) return words.strayTitle;
  return formFor(types) === null ? words.secretTitle : words.sensitiveTitle;
}
