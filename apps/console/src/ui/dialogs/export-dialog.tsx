import { exportFormat, type ExportFormat } from "@aside/protocol";
import { useState, type ReactNode } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import type { ExportWish } from "../../net/api.ts";
import { useConsoleState, useText } from "../console-context.tsx";
import { Choice } from "../parts/choice.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { ExportDownload } from "./export-download.tsx";
import { ExportPreviewView } from "./export-preview.tsx";
import { useExportPreview } from "./use-export-preview.ts";

/** Which conversations, as what, how it will look, and the file. */
export function ExportDialog(): ReactNode {
  const text = useText();
  const selected = useConsoleState((state) => state.selected);
  const [scope, setScope] = useState<"one" | "all">(selected === null ? "all" : "one");
  const [format, setFormat] = useState<ExportFormat>("openai");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const wrong = since !== "" && until !== "" && until < since;
  const wish: ExportWish = {
    format,
    since: scope === "all" && since !== "" ? since : null,
    until: scope === "all" && until !== "" ? until : null,
    conversation: scope === "one" ? selected : null,
  };
  const preview = useExportPreview(wish, !wrong);
  return (
    <Dialog title={text("export.title")} intro={text("export.text")} size="large">
      <div className="export">
        <div className="export-form">
          <RadioGroup
            className="field"
            value={scope}
            onChange={(value) => setScope(value === "one" ? "one" : "all")}
            orientation="horizontal"
          >
            <Label>{text("export.scope")}</Label>
            <div className="radios">
              <Radio value="one" className="radio" isDisabled={selected === null}>
                {text("export.scope.one")}
              </Radio>
              <Radio value="all" className="radio">
                {text("export.scope.all")}
              </Radio>
            </div>
          </RadioGroup>
          <Choice
            label={text("export.format")}
            options={exportFormat.options.map((id) => ({ id, name: text(`export.format.${id}`) }))}
            value={format}
            onChange={setFormat}
          />
          <div className="field-pair">
            <Field
              label={text("export.since")}
              type="date"
              value={since}
              onChange={setSince}
              isDisabled={scope === "one"}
            />
            <Field
              label={text("export.until")}
              type="date"
              value={until}
              onChange={setUntil}
              isDisabled={scope === "one"}
              error={wrong ? text("export.range.wrong") : null}
            />
          </div>
        </div>
        <ExportPreviewView preview={preview} />
      </div>
      <ExportDownload
        wish={wish}
        possible={preview.state === "ready" && preview.preview.count > 0}
      />
    </Dialog>
  );
}
