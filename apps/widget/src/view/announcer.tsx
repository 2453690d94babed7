import type { WidgetFrame } from "@aside/protocol";
import { useEffect, useState } from "react";
import type { Words } from "../locale/words.ts";
import { spokenLine } from "./line-parts.ts";
import { useWidget } from "./widget-context.ts";
import { askedText, resultText } from "./capture-text.ts";

/** Reads out what arrives while the chat is there; a backlog is not read out. */
export function Announcer() {
  const { chat, words, locale } = useWidget();
  const [said, setSaid] = useState({ text: "", count: 0 });

  useEffect(
    () =>
      chat.onArrival((frame) => {
        const text = spoken(frame, words, locale);
        if (text !== null) setSaid(({ count }) => ({ text, count: count + 1 }));
      }),
    [chat, words, locale],
  );

  return (
    <div className="unseen" aria-live="polite">
      <p key={said.count}>{said.text}</p>
    </div>
  );
}

function spoken(frame: WidgetFrame, words: Words, locale: string): string | null {
  switch (frame.type) {
    case "message":
      if (frame.from === "customer") return null;
      return words.says(frame.name ?? words.agent, spokenLine(frame.message, words));
    case "agent-joined":
      return words.joined(frame.name);
    case "capture":
      if (frame.capture.status === "offered") return askedText(frame.capture, words, locale);
      return resultText(
        frame.capture,
        { display: frame.display ?? null, ...(frame.paid && { paid: true }) },
        words,
      );
    case "closed":
      return words.ended;
    default:
      return null;
  }
}
