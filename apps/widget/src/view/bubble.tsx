import type { Line } from "../core/timeline.ts";
import { LineText } from "./line-text.tsx";
import { useStore } from "./use-store.ts";
import { useWidget } from "./widget-context.ts";

type Props = { line: Line; tabbable: boolean; onFocus(key: string): void };

/** One line of the conversation. Its time shows on focus and under the pointer. */
export function Bubble({ line, tabbable, onFocus }: Props) {
  const { chat, locale, words } = useWidget();
  const { key, from, name, text, cuts, delivery, at, first, last } = line;
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(at);
  const speaker = from === "customer" ? words.you : (name ?? words.agent);
  const { full } = useStore(chat.store);
  const lost = delivery === "held" || delivery === "stray" || delivery === "refused";

  return (
    <div className={`said ${from}${first ? " first" : ""}${last ? " last" : ""}`}>
      {first && from === "agent" && <span className="name">{speaker}</span>}
      <div
        className={lost ? "bubble lost" : "bubble"}
        data-line={key}
        role="group"
        tabIndex={tabbable ? 0 : -1}
        aria-label={`${speaker}, ${time}`}
        onFocus={() => onFocus(key)}
      >
        {delivery === "held" ? <em>{words.heldLine}</em> : <LineText text={text} cuts={cuts} />}
        <time dateTime={new Date(at).toISOString()} aria-hidden="true">
          {time}
        </time>
      </div>
      {line.fate && <span className="delivery fate">{words.fate[line.fate]}</span>}
      {delivery && line.tells && (
        <span className={lost ? "delivery lost" : "delivery"}>
          {words.delivery[delivery]}
          {delivery === "refused" && !full && (
            <button type="button" className="text" onClick={() => chat.outbox.retry(key)}>
              {words.tryAgain}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
