import { useMemo, useState, type KeyboardEvent } from "react";
import { slashMenu, type SlashItem } from "../../store/slash.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";

interface SlashMenuState {
  readonly items: readonly SlashItem[] | null;
  readonly active: number;
  pick(item: SlashItem): void;
  /** True where the key was the menu's. */
  onKeyDown(event: KeyboardEvent): boolean;
}

/** The menu of the composer's first word: which items, which is at hand, and its keys. */
export function useSlashMenu(conversation: string, draft: string): SlashMenuState {
  const actions = useActions();
  const text = useText();
  const welcome = useConsoleState((state) => state.welcome);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [at, setAt] = useState({ draft: "", index: 0 });
  const items = useMemo(
    () =>
      welcome === null || closedFor === draft
        ? null
        : slashMenu(
            draft,
            welcome.templates.map((one) => ({
              ...one,
              title: spellTemplate(one.id, one.title, text),
            })),
            welcome.replies,
          ),
    [welcome, draft, closedFor, text],
  );
  const count = items?.length ?? 0;
  const active = at.draft === draft && at.index < count ? at.index : 0;

  const pick = (item: SlashItem): void => {
    if (item.kind === "reply") return actions.setDraft(conversation, item.reply.text);
    actions.setDraft(conversation, "");
    actions.openPicker({ template: item.template.id });
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (items === null) return false;
    const chosen = items[active];
    if (event.key === "Escape") setClosedFor(draft);
    else if (chosen === undefined) return false;
    else if (event.key === "ArrowDown") setAt({ draft, index: (active + 1) % count });
    else if (event.key === "ArrowUp") setAt({ draft, index: (active - 1 + count) % count });
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) pick(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { items, active, pick, onKeyDown };
}
