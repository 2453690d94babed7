import { Download } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ExportWish } from "../../net/api.ts";
import { useConsole, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { saveFile, spellBytes } from "./save-file.ts";

type Progress =
  | { readonly state: "idle" | "failed" }
  | { readonly state: "running"; readonly bytes: number }
  | { readonly state: "done"; readonly bytes: number; readonly name: string };

interface Props {
  readonly wish: ExportWish;
  readonly possible: boolean;
}

/** The file, with the bytes so far while it comes. Leaving the dialog stops it. */
export function ExportDownload({ wish, possible }: Props): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { api } = useConsole().ports;
  const abort = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  useEffect(() => () => abort.current?.abort(), []);

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setProgress({ state: "running", bytes: 0 });
    try {
      const { blob, name } = await api.exportFile(
        wish,
        (bytes) => setProgress({ state: "running", bytes }),
        controller.signal,
      );
      saveFile(blob, name);
      setProgress({ state: "done", bytes: blob.size, name });
    } catch {
      setProgress({ state: controller.signal.aborted ? "idle" : "failed" });
    }
  };

  return (
    <div className="dialog-foot">
      <p className="export-progress" role="status">
        {progress.state === "running" &&
          text("export.downloading", { size: spellBytes(progress.bytes, locale) })}
        {progress.state === "done" &&
          text("export.done", { name: progress.name, size: spellBytes(progress.bytes, locale) })}
        {progress.state === "failed" && text("export.failed")}
      </p>
      {progress.state === "running" ? (
        <Button label={text("export.stop")} onPress={() => abort.current?.abort()} />
      ) : (
        <Button
          look="primary"
          icon={<Download size={16} />}
          label={text("export.download")}
          isDisabled={!possible}
          onPress={() => void run()}
        />
      )}
    </div>
  );
}
