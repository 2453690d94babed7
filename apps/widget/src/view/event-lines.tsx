import { Check, CircleSlash, Clock, TriangleAlert } from "lucide-react";
import type { CaptureEntry, PresenceEntry } from "../core/chat-state.ts";
import { resultText } from "./capture-text.ts";
import { useWidget } from "./widget-context.ts";

const DAY_MS = 86_400_000;

export function DayLine({ at }: { at: number }) {
  const { locale, words } = useWidget();
  const day = new Date(at).toDateString();
  const text =
    day === new Date().toDateString()
      ? words.today
      : day === new Date(Date.now() - DAY_MS).toDateString()
        ? words.yesterday
        : new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(at);
  return <p className="quiet-line">{text}</p>;
}

export function PresenceLine({ entry }: { entry: PresenceEntry }) {
  const { words } = useWidget();
  const text =
    entry.kind === "joined" ? words.joined(entry.name ?? words.agent) : words.left(entry.name);
  return <p className="quiet-line">{text}</p>;
}

/** What came of a capture: one line. */
export function EndedLine({ entry }: { entry: CaptureEntry }) {
  const { words } = useWidget();
  const { status } = entry.capture;
  const Icon =
    { completed: Check, expired: Clock, failed: TriangleAlert }[String(status)] ?? CircleSlash;
  return (
    <p className={`outcome ${status}`}>
      <Icon size={16} aria-hidden="true" />
      <span>{resultText(entry.capture, entry, words)}</span>
    </p>
  );
}
