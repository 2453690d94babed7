import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { current } from "../../commands/state-questions.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Dialog } from "../parts/dialog.tsx";

const QUEUE = "queue";

export function TransferDialog(): ReactNode {
  const text = useText();
  const { transfer, closeOverlay } = useActions();
  const selected = useConsoleState((state) => state.selected);
  const agents = useConsoleState((state) => state.welcome?.agents);
  const online = useConsoleState((state) => state.agentsOnline);
  const owner = useConsoleState((state) => current(state)?.agent?.id);
  const others = (agents ?? [])
    .filter((one) => one.id !== owner)
    .toSorted(
      (a, b) =>
        Number(online.get(b.id) ?? false) - Number(online.get(a.id) ?? false) ||
        a.name.localeCompare(b.name),
    );
  const pick = async (key: string): Promise<void> => {
    if (selected === null) return;
    if (await transfer(selected, key === QUEUE ? null : key)) closeOverlay();
  };
  return (
    <Dialog
      title={text("transfer.title")}
      intro={others.length === 0 ? text("transfer.nobody") : text("transfer.text")}
      size="small"
    >
      <ListBox
        className="listbox"
        aria-label={text("transfer.title")}
        autoFocus="first"
        selectionMode="none"
        onAction={(key) => void pick(String(key))}
      >
        <ListBoxItem className="option" id={QUEUE} textValue={text("transfer.queue")}>
          <span className="avatar" aria-hidden="true">
            <Inbox size={14} />
          </span>
          <span>{text("transfer.queue")}</span>
        </ListBoxItem>
        {others.map((one) => (
          <ListBoxItem className="option" key={one.id} id={one.id} textValue={one.name}>
            <Avatar name={one.name} online={online.get(one.id) ?? false} />
            <span>{one.name}</span>
            <span className="quiet option-end">
              {text(online.get(one.id) === true ? "transfer.online" : "transfer.offline")}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
    </Dialog>
  );
}
