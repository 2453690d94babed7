import type { ExportWish } from "@aside/protocol";
import { useState, type ReactNode } from "react";
import { exportReach } from "../../commands/state-questions.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ExportDownload } from "./export-download.tsx";
import { ExportFilters } from "./export-filters.tsx";
import { ExportPreviewView } from "./export-preview.tsx";
import { useExportPreview } from "./use-export-preview.ts";

export type Wish = Partial<ExportWish> & Pick<ExportWish, "format" | "mode">;

/** Which conversations, as what, how it will look beside what the agent saw, what it risks, and the file. */
export function ExportDialog(): ReactNode {
  const text = useText();
  const reach = useConsoleState(exportReach);
  if (reach !== "none") return <Export all={reach === "all"} />;
  return (
    <Dialog title={text("export.title")}>
      <p className="quiet">{text("export.others")}</p>
    </Dialog>
  );
}

function Export({ all }: { readonly all: boolean }): ReactNode {
  const text = useText();
  const selected = useConsoleState((state) => state.selected);
  const [wish, setWish] = useState<Wish>({
    format: "openai",
    mode: "defaults",
    ...(selected === null ? {} : { conversation: selected }),
  });
  const wrong = wish.since !== undefined && wish.until !== undefined && wish.until < wish.since;
  const preview = useExportPreview(wish, !wrong);
  return (
    <Dialog title={text("export.title")} intro={text("export.text")} size="wide">
      <div className="export">
        <ExportFilters {...{ wish, wrong, selected, mayAll: all }} onChange={setWish} />
        <ExportPreviewView preview={preview} />
      </div>
      <ExportDownload
        wish={wish}
        possible={preview.state === "ready" && preview.preview.count > 0 && !wrong}
      />
    </Dialog>
  );
}
