import { MessageSquareText, ShieldQuestionMark } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { SlashItem } from "../../store/slash.ts";
import { useText } from "../console-context.tsx";

interface Props {
  readonly id: string;
  readonly items: readonly SlashItem[];
  readonly active: number;
  readonly onPick: (item: SlashItem) => void;
}

/** The focus stays in the composer; the item at hand is named by aria-activedescendant. */
export function SlashMenu({ id, items, active, onPick }: Props): ReactNode {
  const text = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (items.length === 0) {
    return (
      <p className="slash slash-empty" role="status">
        {text("composer.menu.empty")}
      </p>
    );
  }
  return (
    <div className="slash" id={id} role="listbox" aria-label={text("composer.menu")} ref={list}>
      {items.map((item, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={`${item.kind}-${item.command}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className="slash-item"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(item)}
        >
          {item.kind === "capture" ? (
            <ShieldQuestionMark size={16} aria-hidden="true" />
          ) : (
            <MessageSquareText size={16} aria-hidden="true" />
          )}
          <span className="slash-command">/{item.command}</span>
          <span className="slash-text" dir="auto">
            {item.kind === "capture"
              ? text("command.capture-of", { title: item.template.title })
              : item.reply.text}
          </span>
        </button>
      ))}
    </div>
  );
}
