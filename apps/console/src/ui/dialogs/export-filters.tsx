import { exportFormat, exportMode, exportWish, outcome } from "@aside/protocol";
import type { ReactNode } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useConsoleState, useText } from "../console-context.tsx";
import { Choice } from "../parts/choice.tsx";
import { Field } from "../parts/field.tsx";
import type { Wish } from "./export-dialog.tsx";
import { spellType } from "../../text/spell-type.ts";

interface Props {
  readonly wish: Wish;
  /** The end lies before the beginning. */
  readonly wrong: boolean;
  readonly selected: string | null;
  /** Whether conversations beside the chosen one may be exported. */
  readonly mayAll: boolean;
  readonly onChange: (wish: Wish) => void;
}

const ANY = "";
const OUTCOMES = ["none", ...outcome.options] as const;
const LANGUAGES = exportWish.shape.language.unwrap().options;
const CLASSES = [
  "PERSON",
  "ADDRESS",
  "EMAIL",
  "PHONE",
  "CARD_NUMBER",
  "IBAN",
  "SSN",
  "ACCOUNT_ID",
  "ORDER_ID",
  "DATE_OF_BIRTH",
  "card.pan",
  "address.line1",
  "bank.iban",
  "id.national",
];

/** Which conversations, and how they are written. Filters other than the format are for all conversations only. */
export function ExportFilters({ wish, wrong, selected, mayAll, onChange }: Props): ReactNode {
  const text = useText();
  const agents = useConsoleState((state) => state.welcome?.agents ?? NOBODY);
  const all = wish.conversation === undefined;
  const set = (change: { readonly [Key in keyof Wish]?: Wish[Key] | undefined }): void => {
    const merged = Object.entries({ ...wish, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    onChange({ format: wish.format, mode: wish.mode, ...Object.fromEntries(merged) });
  };
  const any = { id: ANY, name: text("export.any") };
  return (
    <div className="export-form">
      <RadioGroup
        className="field"
        value={all ? "all" : "one"}
        onChange={(value) =>
          onChange({
            format: wish.format,
            mode: wish.mode,
            ...(value === "one" && selected !== null ? { conversation: selected } : {}),
          })
        }
        orientation="horizontal"
      >
        <Label>{text("export.scope")}</Label>
        <div className="radios">
          <Radio value="one" className="radio" isDisabled={selected === null}>
            {text("export.scope.one")}
          </Radio>
          <Radio value="all" className="radio" isDisabled={!mayAll}>
            {text("export.scope.all")}
          </Radio>
        </div>
        {!mayAll && <p className="field-help">{text("export.scope.supervisor")}</p>}
      </RadioGroup>
      <RadioGroup
        className="field"
        value={wish.mode}
        onChange={(value) => set({ mode: exportMode.catch("defaults").parse(value) })}
        orientation="horizontal"
      >
        <Label>{text("export.mode")}</Label>
        <div className="radios">
          {exportMode.options.map((mode) => (
            <Radio key={mode} value={mode} className="radio">
              {text(`export.mode.${mode}`)}
            </Radio>
          ))}
        </div>
        <p className="field-help">{text(`export.mode.${wish.mode}.help`)}</p>
      </RadioGroup>
      <Choice
        label={text("export.format")}
        options={exportFormat.options.map((id) => ({ id, name: text(`export.format.${id}`) }))}
        value={wish.format}
        onChange={(format) => set({ format })}
      />
      {all && (
        <>
          <div className="field-pair">
            <Field
              label={text("export.since")}
              type="date"
              value={wish.since ?? ""}
              onChange={(since) => set({ since: since === "" ? undefined : since })}
            />
            <Field
              label={text("export.until")}
              type="date"
              value={wish.until ?? ""}
              onChange={(until) => set({ until: until === "" ? undefined : until })}
              error={wrong ? text("export.range.wrong") : null}
            />
          </div>
          <Choice
            label={text("export.agent")}
            options={[any, ...agents.map(({ id, name }) => ({ id, name }))]}
            value={wish.agent ?? ANY}
            onChange={(agent) => set({ agent: agent === ANY ? undefined : agent })}
          />
          <Choice
            label={text("export.outcome")}
            options={[any, ...OUTCOMES.map((id) => ({ id, name: text(`export.outcome.${id}`) }))]}
            value={wish.outcome ?? ANY}
            onChange={(id) => set({ outcome: OUTCOMES.find((one) => one === id) })}
          />
          <div className="field-pair">
            <Choice
              label={text("export.language")}
              options={[any, ...LANGUAGES.map((id) => ({ id, name: nameOfLanguage(id) }))]}
              value={wish.language ?? ANY}
              onChange={(id) => set({ language: LANGUAGES.find((one) => one === id) })}
            />
            <Choice
              label={text("export.class")}
              options={[any, ...CLASSES.map((id) => ({ id, name: spellType(id, text) }))]}
              value={wish.class ?? ANY}
              onChange={(id) => set({ class: id === ANY ? undefined : id })}
            />
          </div>
        </>
      )}
    </div>
  );
}

const NOBODY: readonly never[] = [];

/** In the language itself, as language choices are written everywhere. */
function nameOfLanguage(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}
