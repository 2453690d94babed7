import { MAX_TEXT } from "@aside/protocol";
import { useState, type FormEvent, type ReactNode } from "react";
import { Form, Label, TextArea, TextField } from "react-aria-components";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";

export function NoteDialog(): ReactNode {
  const text = useText();
  const { addNote, closeOverlay } = useActions();
  const selected = useConsoleState((state) => state.selected);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (selected === null || note.trim() === "") return;
    setBusy(true);
    const taken = await addNote(selected, note.trim());
    setBusy(false);
    if (taken) closeOverlay();
  };
  return (
    <Dialog title={text("command.note")} size="small">
      <Form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <TextField className="field" autoFocus value={note} onChange={setNote} maxLength={MAX_TEXT}>
          <Label>{text("context.note.label")}</Label>
          <TextArea
            className="input"
            rows={4}
            dir="auto"
            placeholder={text("context.note.placeholder")}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit(event);
            }}
          />
        </TextField>
        <div className="dialog-foot">
          <Button
            type="submit"
            look="primary"
            keyHint="mod+Enter"
            label={text("context.note.add")}
            isDisabled={busy || note.trim() === ""}
          />
        </div>
      </Form>
    </Dialog>
  );
}
