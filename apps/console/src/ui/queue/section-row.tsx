import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { SectionName } from "../../store/queue.ts";
import { useActions, useText } from "../console-context.tsx";

interface Props {
  readonly name: SectionName;
  readonly count: number;
  readonly folded: boolean;
}

export function SectionRow({ name, count, folded }: Props): ReactNode {
  const { toggleSection } = useActions();
  const text = useText();
  const title = text(`queue.${name}`);
  return (
    <Button
      className="section-row"
      aria-expanded={!folded}
      aria-label={text("queue.section", { name: title, count })}
      onPress={() => toggleSection(name)}
    >
      {folded ? (
        <ChevronRight size={14} className="flips" aria-hidden="true" />
      ) : (
        <ChevronDown size={14} aria-hidden="true" />
      )}
      <span>{title}</span>
      <span className="section-count">{count}</span>
    </Button>
  );
}
