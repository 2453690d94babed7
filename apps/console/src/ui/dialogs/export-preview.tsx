import type { ExportPreview } from "@aside/protocol";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { ExportCompare } from "./export-compare.tsx";
import { ExportRisk } from "./export-risk.tsx";
import { spellType } from "../../text/spell-type.ts";
import type { PreviewState } from "./use-export-preview.ts";

/** An export as it will be: side by side with what the agent saw, its risk, and the beginning of the file. */
export function ExportPreviewView({
  preview,
}: {
  readonly preview: PreviewState & { again(): void };
}): ReactNode {
  const text = useText();
  return (
    <section
      className="export-preview"
      aria-label={text("export.preview")}
      aria-busy={preview.state === "loading"}
    >
      {preview.state === "loading" && <p className="quiet">{text("export.preview.loading")}</p>}
      {preview.state === "failed" && (
        <div className="export-broken">
          <p role="alert">{text("export.preview.failed")}</p>
          <Button label={text("export.preview.again")} onPress={preview.again} />
        </div>
      )}
      {preview.state === "ready" && preview.preview.count === 0 && (
        <Empty icon={<SearchX size={20} aria-hidden="true" />} title={text("export.preview.empty")}>
          {text("export.preview.empty.text")}
        </Empty>
      )}
      {preview.state === "ready" && preview.preview.count > 0 && (
        <>
          <Counts preview={preview.preview} />
          <Tabs className="export-tabs">
            <TabList className="radios" aria-label={text("export.preview")}>
              <Tab id="compare" className="radio">
                {text("export.tab.compare")}
              </Tab>
              <Tab id="risk" className="radio">
                {text("export.tab.risk")}
              </Tab>
              <Tab id="file" className="radio">
                {text("export.tab.file")}
              </Tab>
            </TabList>
            <TabPanel id="compare" className="export-panel">
              <ExportCompare conversations={preview.preview.conversations} />
            </TabPanel>
            <TabPanel id="risk" className="export-panel">
              <ExportRisk risk={preview.preview.risk} utility={preview.preview.utility} />
            </TabPanel>
            <TabPanel id="file" className="export-panel">
              {preview.preview.sample === "" ? (
                <p className="quiet">{text("export.file.binary")}</p>
              ) : (
                <pre dir="ltr" tabIndex={0} aria-label={text("export.tab.file")}>
                  {preview.preview.sample}
                </pre>
              )}
            </TabPanel>
          </Tabs>
        </>
      )}
    </section>
  );
}

function Counts({ preview }: { readonly preview: ExportPreview }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const number = new Intl.NumberFormat(locale);
  const replaced = Object.entries(preview.replaced).toSorted(([, a], [, b]) => b - a);
  const shown = replaced.slice(0, 8);
  const others = replaced.slice(8).reduce((sum, [, count]) => sum + count, 0);
  return (
    <div className="export-counts">
      <p>
        {text("export.counts", { conversations: preview.count, messages: preview.messages })}
        {!preview.complete && <span className="quiet"> · {text("export.incomplete")}</span>}
      </p>
      {replaced.length === 0 ? (
        <p className="quiet">{text("export.replaced.none")}</p>
      ) : (
        <p className="export-classes">
          <span className="quiet">{text("export.replaced")}</span>
          {shown.map(([name, count]) => (
            <span key={name} className="chip">
              {spellType(name, text)} <b>{number.format(count)}</b>
            </span>
          ))}
          {others > 0 && (
            <span className="chip">
              {text("export.replaced.others")} <b>{number.format(others)}</b>
            </span>
          )}
        </p>
      )}
    </div>
  );
}
