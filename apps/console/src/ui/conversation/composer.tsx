import { isMessage, MAX_TEXT } from "@aside/protocol";
import { CornerDownLeft, ShieldQuestionMark } from "lucide-react";
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { isNarrow } from "../../commands/window-size.ts";
import { holdsCard } from "../../actions/holds-card.ts";
import type { Conversation } from "../../store/conversation.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { NudgeStrip } from "./nudge-strip.tsx";
import { SlashMenu } from "./slash-menu.tsx";
import { useSlashMenu } from "./use-slash-menu.ts";

/** Where the agent writes. Enter sends, Shift and Enter begins a line, `/` offers replies and captures. */
export function Composer({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const { id } = conversation;
  const text = useText();
  const actions = useActions();
  const menuId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const draft = useConsoleState((state) => state.drafts.get(id) ?? "");
  const focus = useConsoleState((state) => state.focusWanted === id);
  const menu = useSlashMenu(id, draft);
  const name = conversation.customer.name ?? text("queue.visitor");
  const over = draft.length - MAX_TEXT;

  useEffect(() => {
    if (!focus) return;
    area.current?.focus();
    actions.composerFocused();
  }, [focus, actions]);

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [draft]);

  const send = (): void => void actions.sendDraft(id);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || menu.onKeyDown(event)) return;
    if (event.key === "Escape") area.current?.blur();
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: ClipboardEvent): void => {
    if (!holdsCard(event.clipboardData.getData("text/plain"))) return;
    event.preventDefault();
    actions.nudge(id, { why: "card-number", template: "card" });
  };

  return (
    <footer className="foot">
      <NudgeStrip conversation={id} />
      <div className="composer">
        {menu.items !== null && (
          <SlashMenu id={menuId} items={menu.items} active={menu.active} onPick={menu.pick} />
        )}
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          aria-label={text("composer.label", { name })}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          {...(menu.items !== null && menu.items.length > 0
            ? { "aria-controls": menuId, "aria-activedescendant": `${menuId}-${menu.active}` }
            : {})}
          placeholder={text(isNarrow() ? "composer.placeholder.narrow" : "composer.placeholder", {
            name,
          })}
          autoComplete="off"
          value={draft}
          onChange={(event) => {
            actions.setDraft(id, event.target.value);
            if (event.target.value !== "" && !event.target.value.startsWith("/"))
              actions.typing(id);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div className="composer-bar">
          <Button
            icon={<ShieldQuestionMark size={16} aria-hidden="true" />}
            label={text("composer.capture")}
            keyHint="c"
            onPress={() => actions.openPicker()}
          />
          <span className="spacer" />
          {over > 0 && (
            <span className="composer-over" role="alert">
              {text("composer.too-long", { count: over })}
            </span>
          )}
          <Button
            look="primary"
            icon={<CornerDownLeft size={16} aria-hidden="true" className="flips" />}
            label={text("composer.send")}
            keyHint="Enter"
            isDisabled={!isMessage(draft.trim())}
            onPress={send}
          />
        </div>
      </div>
    </footer>
  );
}
