import { Download, FileCheck } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ExportedFile, ExportProgress } from "../../net/export-file.ts";
import { useConsole, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import type { Wish } from "./export-dialog.tsx";
import { saveFile, spellBytes } from "./save-file.ts";

type Progress =
  | { readonly state: "idle" | "failed" }
  | ({ readonly state: "running"; readonly seconds: number } & ExportProgress)
  | { readonly state: "done"; readonly file: ExportedFile };

interface Props {
  readonly wish: Wish;
  readonly possible: boolean;
}

/** The file and its signed manifest, with rate and time left while it comes. Leaving the dialog stops it. */
export function ExportDownload({ wish, possible }: Props): ReactNode {
  const text = useText();
  const { api } = useConsole().ports;
  const abort = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<Progress>({ state: "idle" });
  useEffect(() => () => abort.current?.abort(), []);
  // What was saved or failed was of the filters before.
  useEffect(
    () => setProgress((now) => (now.state === "running" ? now : { state: "idle" })),
    [wish],
  );

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    const began = performance.now();
    setProgress({ state: "running", bytes: 0, share: 0, seconds: 0 });
    try {
      const file = await api.exportFile(
        wish,
        (at) =>
          setProgress({ state: "running", ...at, seconds: (performance.now() - began) / 1_000 }),
        controller.signal,
      );
      saveFile(file.blob, file.name);
      setProgress({ state: "done", file });
    } catch {
      setProgress({ state: controller.signal.aborted ? "idle" : "failed" });
    }
  };

  return (
    <div className="dialog-foot">
      <Said progress={progress} />
      {progress.state === "done" && (
        <Button
          icon={<FileCheck size={16} />}
          label={text("export.manifest")}
          onPress={() => saveFile(progress.file.manifest, `${progress.file.name}.manifest.json`)}
        />
      )}
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

function Said({ progress }: { readonly progress: Progress }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const running = progress.state === "running" ? progress : null;
  return (
    <div className="export-progress">
      {running !== null && (
        <progress
          max={1}
          value={running.counting === undefined ? running.share : shareOf(running.counting)}
          aria-label={text("export.download")}
          aria-valuetext={spellRunning(running, text, locale)}
        />
      )}
      {running !== null && <p>{spellRunning(running, text, locale)}</p>}
      {progress.state === "idle" && <p>{text("export.recorded")}</p>}
      {/* Its end alone is announced: said of every piece that comes, nothing else could be heard. */}
      <p role="status">
        {progress.state === "done" &&
          text("export.done", {
            name: progress.file.name,
            size: spellBytes(progress.file.blob.size, locale),
          })}
        {progress.state === "failed" && text("export.failed")}
      </p>
    </div>
  );
}

function spellRunning(
  { bytes, share, seconds, counting }: ExportProgress & { readonly seconds: number },
  text: ReturnType<typeof useText>,
  locale: string,
): string {
  if (counting !== undefined) return text("export.counting", counting);
  const size = spellBytes(bytes, locale);
  if (share <= 0.01 || share >= 1 || seconds < 1) return text("export.downloading", { size });
  const left = Math.ceil((seconds * (1 - share)) / share);
  return text("export.downloading.rate", {
    size,
    rate: spellBytes(bytes / seconds, locale),
    left: new Intl.NumberFormat(locale, {
      style: "unit",
      unit: left < 90 ? "second" : "minute",
      unitDisplay: "long",
    }).format(left < 90 ? left : Math.round(left / 60)),
  });
}

function shareOf({ looked, total }: NonNullable<ExportProgress["counting"]>): number {
  return total === 0 ? 0 : looked / total;
}
