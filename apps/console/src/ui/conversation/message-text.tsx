import type { Message } from "@aside/protocol";
import { Scissors } from "lucide-react";
import type { ReactNode } from "react";
import { messageParts } from "../../store/message-parts.ts";
import { spellType } from "../../text/spell-type.ts";
import { useText } from "../console-context.tsx";
import { Explained, ExplainedMark } from "../parts/explained-mark.tsx";
import { useFindingsOf } from "../replay/findings-context.ts";

/** A message's text with placeholders in the reader's language; in a replay each says why, and so does what an export would take. */
export function MessageText({ message }: { readonly message: Message }): ReactNode {
  const text = useText();
  const findings = useFindingsOf(message.id);
  const known = findings === "none" ? null : findings;
  return messageParts(message, known).map((part, index) => {
    if (part.kind === "text") return part.text;
    const type = spellType(part.type, text);
    if (part.kind === "found")
      return (
        <ExplainedMark key={index} type={type} why={part.why}>
          {part.text}
        </ExplainedMark>
      );
    const words = text("stream.cut", { type });
    const placeholder = (
      <span className="cut" title={findings === null ? text("stream.cut.help") : undefined}>
        <Scissors size={12} aria-hidden="true" />
        {words}
      </span>
    );
    if (findings === null) return <span key={index}>{placeholder}</span>;
    return (
      <Explained
        key={index}
        name={text("why.label.cut", { what: words })}
        type={type}
        why={part.why}
      >
        {placeholder}
      </Explained>
    );
  });
}
