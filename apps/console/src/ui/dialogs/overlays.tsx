import { Suspense, type ReactNode } from "react";
import { CapturePicker } from "../capture/capture-picker.tsx";
import { useConsoleState } from "../console-context.tsx";
import { lazyPart } from "../parts/lazy-part.tsx";
import { CloseDialog } from "./close-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

const Palette = lazyPart(async () => (await import("./palette.tsx")).Palette);
const KeysSheet = lazyPart(async () => (await import("./keys-sheet.tsx")).KeysSheet);
const ExportDialog = lazyPart(async () => (await import("./export-dialog.tsx")).ExportDialog);

/** At most one dialog is open; which one is a part of the state. */
export function Overlays(): ReactNode {
  return (
    <Suspense>
      <Current />
    </Suspense>
  );
}

function Current(): ReactNode {
  const overlay = useConsoleState((state) => state.overlay);
  switch (overlay?.kind) {
    case "palette":
      return <Palette />;
    case "keys":
      return <KeysSheet />;
    case "export":
      return <ExportDialog />;
    case "transfer":
      return <TransferDialog />;
    case "note":
      return <NoteDialog />;
    case "close":
      return <CloseDialog />;
    case "capture":
      return <CapturePicker draft={overlay.draft} />;
    case undefined:
      return null;
  }
}
