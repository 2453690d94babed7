import type { ExportPreview, ExportWish } from "@aside/protocol";
import { useEffect, useState } from "react";
import { useConsole } from "../console-context.tsx";

export type PreviewState =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly preview: ExportPreview };

/** The preview of what is wished for; another wish (by identity) takes the place of an older one that is still on its way. */
export function useExportPreview(
  wish: Partial<ExportWish>,
  valid: boolean,
): PreviewState & { again(): void } {
  const { api } = useConsole().ports;
  const [state, setState] = useState<PreviewState>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!valid) return;
    const abort = new AbortController();
    setState({ state: "loading" });
    api.exportPreview(wish, abort.signal).then(
      (preview) => setState({ state: "ready", preview }),
      () => abort.signal.aborted || setState({ state: "failed" }),
    );
    return () => abort.abort();
  }, [api, wish, valid, attempt]);
  return { ...state, again: () => setAttempt(attempt + 1) };
}
