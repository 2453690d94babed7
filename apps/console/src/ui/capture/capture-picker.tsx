import { Shield } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { Form, Label, Radio, RadioGroup } from "react-aria-components";
import { decimalsOf, readAmount } from "../../store/money.ts";
import type { CaptureDraft } from "../../store/slash.ts";
import { spellTemplate } from "../../text/spell-template.ts";
import { useActions, useConsoleState, useLocaleId, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Field } from "../parts/field.tsx";
import { CURRENCIES } from "./currencies.ts";

/** What to ask for, what for, and how much; Enter starts it. */
export function CapturePicker({ draft }: { readonly draft: CaptureDraft }): ReactNode {
  const text = useText();
  const locale = useLocaleId();
  const { requestCapture, closeOverlay } = useActions();
  const selected = useConsoleState((state) => state.selected);
  const templates = useConsoleState((state) => state.welcome?.templates) ?? [];
  const [template, setTemplate] = useState(draft.template);
  const [purpose, setPurpose] = useState(draft.purpose);
  const [figure, setFigure] = useState(spellFigure(draft.amount));
  const [currency, setCurrency] = useState(draft.amount?.currency ?? "EUR");
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const chosen = templates.find((one) => one.id === template);
  // Where it is taken away meanwhile its fields stay, and with them the focus.
  const [offered] = useState(templates);
  const known = chosen ?? offered.find((one) => one.id === template);
  const takesAmount = known?.takesAmount ?? false;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (selected === null || chosen === undefined || busy) return;
    const wanted = takesAmount && figure.trim() !== "";
    const amount = wanted ? readAmount(figure, currency) : null;
    setWrong(wanted && amount === null);
    if (wanted && amount === null) return;
    setBusy(true);
    await requestCapture(selected, template, purpose, amount);
    setBusy(false);
  };

  return (
    <Dialog title={text("capture.title")} intro={text("capture.intro")} size="small">
      <Form
        className="dialog-form"
        onSubmit={(event) => void submit(event)}
        validationBehavior="aria"
      >
        <RadioGroup className="field" value={template} onChange={setTemplate}>
          <Label>{text("capture.template")}</Label>
          <div className="tiles">
            {templates.map((one) => (
              <Radio key={one.id} value={one.id} className="tile">
                {spellTemplate(one.id, one.title, text)}
              </Radio>
            ))}
          </div>
          {chosen === undefined && (
            <span className="field-error" role="alert">
              {text("capture.template.gone")}
            </span>
          )}
        </RadioGroup>
        {takesAmount && (
          <div className="field-pair field-pair-amount">
            <Field
              label={text("capture.amount")}
              hint={text("capture.amount.optional")}
              value={figure}
              onChange={setFigure}
              autoFocus
              inputMode="decimal"
              autoComplete="off"
              placeholder={spellExample(locale)}
              inputClass="figures"
              error={wrong ? text("capture.amount.wrong") : null}
            />
            <Choice
              label={text("capture.currency")}
              options={CURRENCIES.map((id) => ({ id, name: id }))}
              value={currency}
              onChange={setCurrency}
            />
          </div>
        )}
        <Field
          label={text("capture.purpose")}
          autoFocus={!takesAmount}
          hint={text("capture.amount.optional")}
          help={text("capture.purpose.help")}
          value={purpose}
          onChange={setPurpose}
          maxLength={120}
          autoComplete="off"
          placeholder={text("capture.purpose.placeholder")}
        />
        <div className="dialog-foot">
          <Button label={text("capture.cancel-picker")} onPress={closeOverlay} />
          <Button
            type="submit"
            look="primary"
            icon={<Shield size={16} aria-hidden="true" />}
            label={text(busy ? "capture.starting" : "capture.start")}
            isDisabled={busy || chosen === undefined}
          />
        </div>
      </Form>
    </Dialog>
  );
}

/** As amounts are written where the reader is; in the digits that are read back. */
function spellExample(locale: string): string {
  const style = { minimumFractionDigits: 2, numberingSystem: "latn" } as const;
  return new Intl.NumberFormat(locale, style).format(42);
}

function spellFigure(amount: CaptureDraft["amount"]): string {
  if (amount === null) return "";
  const decimals = decimalsOf(amount.currency);
  return (amount.minor / 10 ** decimals).toFixed(decimals);
}
