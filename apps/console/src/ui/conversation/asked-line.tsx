import type { CaptureView } from "@aside/protocol";
import type { ReactNode } from "react";
import { spellAmount } from "../../store/money.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useConsoleState, useLocaleId, useText } from "../console-context.tsx";

/** `You asked for Card to pay €42.00 for your order 1042.` */
export function AskedLine({ capture }: { readonly capture: CaptureView }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const me = useConsoleState((state) =>
    state.session.state === "signed-in" ? state.session.me.id : null,
  );
  const { requestedBy: by, amount, purpose } = capture;
  const title = spellTemplate(capture.template, capture.title, text);
  const who =
    by.kind === "agent" && by.id !== me
      ? by.name
      : text(by.kind === "agent" ? "capture.who.you" : `capture.who.${by.kind}`);
  if (amount !== undefined) {
    const paid = { who, title, amount: spellAmount(amount, locale) };
    return purpose === undefined
      ? text("capture.asked.amount", paid)
      : text("capture.asked.both", { ...paid, purpose });
  }
  return purpose === undefined
    ? text("capture.asked.plain", { who, title })
    : text("capture.asked.purpose", { who, title, purpose });
}
