import type { ExportManifest } from "@aside/protocol";
import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";
import type { PreviewState } from "./use-export-preview.ts";

export function ExportPreviewView({ preview }: { readonly preview: PreviewState }): ReactNode {
  const text = useText();
  return (
    <section
      className="export-preview"
      aria-label={text("export.preview")}
      aria-busy={preview.state === "loading"}
    >
      {preview.state === "loading" && <p className="quiet">{text("export.preview.loading")}</p>}
      {preview.state === "failed" && <p role="alert">{text("export.preview.failed")}</p>}
      {preview.state === "ready" && preview.preview.count === 0 && (
        <p className="quiet">{text("export.preview.empty")}</p>
      )}
      {preview.state === "ready" && preview.preview.count > 0 && (
        <>
          <Counts manifest={preview.preview.manifest} />
          <pre dir="ltr" tabIndex={0} aria-label={text("export.preview")}>
            {preview.preview.sample}
          </pre>
        </>
      )}
    </section>
  );
}

function Counts({ manifest }: { readonly manifest: ExportManifest }): ReactNode {
  const text = useText();
  const replaced = Object.entries(manifest.replaced).toSorted(([, a], [, b]) => b - a);
  return (
    <div className="export-counts">
      <p>
        {text("export.counts", {
          conversations: manifest.conversations,
          messages: manifest.messages,
        })}
      </p>
      {replaced.length === 0 ? (
        <p className="quiet">{text("export.replaced.none")}</p>
      ) : (
        <p className="export-classes">
          <span className="quiet">{text("export.replaced")}</span>
          {replaced.map(([name, count]) => (
            <span key={name} className="chip">
              {name.replaceAll("_", " ").toLowerCase()} <b>{count}</b>
            </span>
          ))}
        </p>
      )}
      <p className="quiet">
        {text("export.policy", { policy: manifest.policy, detectors: manifest.detectors })}
      </p>
    </div>
  );
}
