import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FlowState } from "../flow/flow-state.ts";
import type { FormModel } from "../flow/form-model.ts";
import { actionOf, amountText, keptText, titleOf } from "../text/describe.ts";
import type { Words } from "../text/words.ts";
import { Field, type FieldSetting } from "./field.tsx";
import { Icon } from "./icons.tsx";
import { rowsOf } from "./rows.ts";

const FIRST_WRONG = "[aria-invalid=true], .choice-missing input";

export function FormView(props: {
  flow: CaptureFlow;
  state: Extract<FlowState, { state: "form" | "sending" | "retry" | "charging" }>;
  words: Words;
  locale: string;
}): VNode | null {
  const { flow, state, words, locale } = props;
  const form = useRef<HTMLFormElement>(null);
  const goToFirstWrong = useRef(false);
  useEffect(() => {
    if (!goToFirstWrong.current) return;
    goToFirstWrong.current = false;
    form.current?.querySelector<HTMLElement>(FIRST_WRONG)?.focus();
  });
  const isRetry = state.state === "retry";
  useEffect(() => {
    // What is disabled loses the focus; the way on may also lie below the window's end.
    if (isRetry && document.hasFocus())
      form.current?.querySelector<HTMLElement>("button.primary")?.focus();
  }, [isRetry]);
  const model = flow.model();
  const view = flow.view();
  if (model === undefined) return null;
  const { capture } = state;
  const fields = model.fields();
  const setting = settingOf(model, words, locale);
  const errors = fields.filter(({ field }) => model.error(field.name) !== undefined).length;
  const isLocked = view.covered || state.state !== "form";

  const submit = (event: Event) => {
    event.preventDefault();
    if (isRetry) return void flow.retry();
    goToFirstWrong.current = true;
    void flow.submit();
  };

  return (
    <form ref={form} noValidate onSubmit={submit} aria-labelledby="title" className="form">
      <header>
        <p className="tenant">{capture.tenantName}</p>
        <h1 id="title">
          {titleOf(capture, words)}
          {capture.amount && <span className="amount">{amountText(capture.amount, locale)}</span>}
        </h1>
        <p className="quiet">
          {words.asks(capture.requestedBy)}{" "}
          {capture.purpose && <bdi>{words.forPurpose(capture.purpose)}</bdi>}
        </p>
        {/* Inside the chat the sheet around the form says it. */}
        {capture.isAlone && (
          <p className="blind">
            <Icon name="eye-off" />
            <span>{words.blind}</span>
          </p>
        )}
      </header>
      {view.covered && (
        <div className="banner" role="alert">
          <strong>{words.covered.title}</strong>
          <span>{words.covered.body}</span>
        </div>
      )}
      {state.state === "form" && state.declined && (
        <div className="banner" role="alert">
          <strong>{words.declined.title}</strong>
          <span>{words.declined[state.declined]}</span>
        </div>
      )}
      {state.state === "form" && state.codeAgain && (
        <div className="banner banner-asks" role="alert">
          <strong>{words.codeAgain.title}</strong>
          <span>{words.codeAgain.body}</span>
        </div>
      )}
      <fieldset className="fields" disabled={isLocked}>
        {rowsOf(fields, setting.country).map((row) => (
          <div className={`row row-${row.length}`} key={row.map(({ field }) => field.name).join()}>
            {row.map((active) => (
              <Field key={active.field.name} flow={flow} active={active} setting={setting} />
            ))}
          </div>
        ))}
      </fieldset>
      <footer>
        <p className="status" role="status">
          {isRetry && words.retry.body}
          {state.state === "sending" && <span className="quiet">{words.sending}</span>}
          {state.state === "charging" && <span className="quiet">{words.charging}</span>}
          {state.state === "form" && errors > 1 && words.errorCount(errors)}
        </p>
        {view.secondsLeft !== undefined && (
          <p className="timer" role="timer">
            <Icon name="clock" />
            {words.timeLeft(words.units.second(view.secondsLeft))}
          </p>
        )}
        <button
          className="primary"
          // Leaving a field may show an error, which would move the button away from under the pointer.
          onMouseDown={(event) => event.preventDefault()}
          disabled={view.covered || state.state === "sending" || state.state === "charging"}
        >
          {isRetry ? words.retry.action : actionOf(capture, locale, words)}
        </button>
        <p className="small quiet">
          {keptText(capture, words)}{" "}
          {capture.privacyUrl && (
            <a href={capture.privacyUrl} target="_blank" rel="noopener noreferrer">
              {words.privacy}
            </a>
          )}
        </p>
      </footer>
    </form>
  );
}

function settingOf(model: FormModel, words: Words, locale: string): FieldSetting {
  const fields = model.fields();
  const nameOf = (wanted: string) => fields.find(({ field }) => field.class === wanted)?.field.name;
  const text = (wanted: string) => model.text(nameOf(wanted) ?? "");
  return {
    words,
    locale,
    country: text("address.country"),
    idCountry: text("id.country"),
  };
}
