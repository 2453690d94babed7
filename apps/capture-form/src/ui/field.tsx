import { brandNameOf, fieldFace, type ActiveField, type TemplateField } from "@aside/fields";
import type { VNode } from "preact";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FormModel } from "../flow/form-model.ts";
import { hintOf, labelOf, problemText } from "../text/describe.ts";
import type { Words } from "../text/words.ts";
import { Icon } from "./icons.tsx";
import { optionsOf } from "./options.ts";
import { SelectInput } from "./select-input.tsx";
import { TextInput } from "./text-input.tsx";

/** What one field must know of the others. */
export interface FieldSetting {
  readonly words: Words;
  readonly locale: string;
  readonly country: string;
  readonly idCountry: string;
}

/** What every kind of input shares. */
export interface InputProps {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly placeholder: string | undefined;
  readonly autocomplete: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

export function Field(props: {
  flow: CaptureFlow;
  active: ActiveField;
  setting: FieldSetting;
}): VNode | null {
  const { flow, active, setting } = props;
  const { field, required } = active;
  const { words } = setting;
  const model = flow.model();
  if (model === undefined) return null;
  const id = `f-${field.name.replaceAll(".", "-")}`;
  const code = model.error(field.name);
  const isThere = model.prefilled(field.name) !== undefined;
  const hint = code
    ? undefined
    : isThere
      ? words.fromMessage
      : hintOf(field.class, setting.idCountry, words);
  const options = optionsOf(field, setting);
  const isRadio = field.class === "choice";
  const input: InputProps = {
    id,
    name: field.name,
    required: required && !isThere,
    placeholder: model.prefilled(field.name),
    autocomplete: fieldFace(field.class).autocomplete,
    "aria-invalid": code !== undefined,
    "aria-describedby": code || hint ? `${id}-note` : undefined,
  };
  const label = (
    <>
      {labelOf(field, setting.country, words)}
      {!required && !isThere && <span className="optional"> {words.optional}</span>}
    </>
  );
  const note = (
    <p className={code ? "note problem" : "note"} id={`${id}-note`} aria-live="polite">
      {code ? problemText(field.class, code, words) : hint}
    </p>
  );

  if (isRadio) {
    return (
      <fieldset
        className={code ? "field choice choice-missing" : "field choice"}
        aria-describedby={input["aria-describedby"]}
      >
        <legend>{label}</legend>
        <div className="choices">
          {options?.map(({ value, text }) => (
            <label key={value}>
              <input
                type="radio"
                name={field.name}
                value={value}
                checked={model.text(field.name) === value}
                onChange={() => change(flow, model, field, value)}
              />
              <span>{text}</span>
            </label>
          ))}
        </div>
        {note}
      </fieldset>
    );
  }
  return (
    <div className={`field field-${field.class.replaceAll(".", "-")}`}>
      <label htmlFor={id}>{label}</label>
      {options ? (
        <SelectInput
          input={input}
          options={options}
          value={model.text(field.name)}
          empty={words.choose}
          onChange={(value) => change(flow, model, field, value)}
        />
      ) : (
        <div className="control">
          <TextInput flow={flow} model={model} field={field} input={input} />
          {field.class === "card.pan" && <BrandMark bytes={model.bytes(field.name)} />}
        </div>
      )}
      {note}
    </div>
  );
}

function change(flow: CaptureFlow, model: FormModel, field: TemplateField, value: string): void {
  model.input(field.name, { text: value, caret: value.length });
  flow.typed();
}

/** The network as text beside a plain card, not a trademark's art. */
function BrandMark({ bytes }: { bytes: Uint8Array }): VNode {
  const brand = brandNameOf(bytes);
  bytes.fill(0);
  return (
    <span className="brand" aria-live="polite">
      <span className="brand-name">{brand}</span>
      <Icon name="card" />
    </span>
  );
}
