import { fieldFace, type TemplateField } from "@aside/fields";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FormModel } from "../flow/form-model.ts";
import type { InputProps } from "./field.tsx";

export function TextInput(props: {
  flow: CaptureFlow;
  model: FormModel;
  field: TemplateField;
  input: InputProps;
}): VNode {
  const { flow, model, field, input } = props;
  const element = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const isComposing = useRef(false);
  const face = fieldFace(field.class);
  const isDate = field.class === "date.birth";
  const kind = isDate
    ? ({ type: "date" } as const)
    : ({ type: "text", maxLength: face.maxLength } as const);

  useLayoutEffect(() => {
    const { current } = element;
    if (caret.current === null || current === null || isDate) return;
    if (current.ownerDocument.activeElement === current) {
      current.setSelectionRange(caret.current, caret.current);
    }
    caret.current = null;
  });

  const take = ({ value, selectionStart }: HTMLInputElement) => {
    const edited = { text: value, caret: selectionStart ?? value.length };
    const written = model.input(field.name, edited, isComposing.current);
    if (!isComposing.current) caret.current = written.caret;
    flow.typed();
  };

  return (
    <input
      {...input}
      {...kind}
      ref={element}
      inputMode={face.inputMode}
      autocapitalize={face.capitalize}
      autocorrect="off"
      spellcheck={false}
      dir={face.leftToRight ? "ltr" : undefined}
      value={model.text(field.name)}
      onInput={(event) => take(event.currentTarget)}
      onCompositionStart={() => {
        isComposing.current = true;
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        take(event.currentTarget);
      }}
      onBlur={() => {
        model.leave(field.name);
        flow.touched();
      }}
    />
  );
}
