import type { Cut } from "@aside/protocol";
import { lineParts } from "./line-parts.ts";
import { useWidget } from "./widget-context.ts";

/** A line's text, with a word in place of each span that was cut out. */
export function LineText({ text, cuts }: { text: string; cuts: readonly Cut[] }) {
  const { words } = useWidget();
  return (
    <p dir="auto">
      {lineParts({ text, cuts }, words).map((part, index) =>
        part.cut ? (
          <span key={index} className="cut">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
