import type { ReactNode } from "react";
import { current } from "../../commands/state-questions.ts";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";

/** Before a supervisor closes what another agent has. */
export function CloseDialog(): ReactNode {
  const text = useText();
  const { act, closeOverlay } = useActions();
  const conversation = useConsoleState(current);
  const end = async (): Promise<void> => {
    closeOverlay();
    if (conversation !== null) await act("close", conversation.id);
  };
  return (
    <Dialog
      title={text("close.title")}
      intro={text("close.text", { name: conversation?.agent?.name ?? "" })}
      size="small"
    >
      <div className="dialog-foot">
        <Button label={text("close.no")} autoFocus onPress={closeOverlay} />
        <Button
          look="danger"
          label={text("close.yes")}
          isDisabled={conversation === null}
          onPress={() => void end()}
        />
      </div>
    </Dialog>
  );
}
