import { fieldFace, type TemplateField } from "@aside/fields";
import { useLayoutEffect, useRef, type ChangeEvent, type ReactElement } from "react";
import type { CaptureFlow } from "../flow/capture-flow.ts";
import type { FormModel } from "../flow/form-model.ts";
import type { InputProps } from "./field.tsx";

export function TextInput(props: {
  flow: CaptureFlow;
  model: FormModel;
  field: TemplateField;
  input: InputProps;
}): ReactElement {
  const { flow, model, field, input } = props;
  const element = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const isComposing = useRef(false);
  const face = fieldFace(field.class);
  const isDate = field.class === "date.birth";

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
      ref={element}
      type={isDate ? "date" : "text"}
      inputMode={face.inputMode}
      maxLength={isDate ? undefined : face.maxLength}
      autoCapitalize={face.capitalize}
      autoCorrect="off"
      spellCheck={false}
      dir={face.leftToRight ? "ltr" : undefined}
      value={model.text(field.name)}
      onChange={(event: ChangeEvent<HTMLInputElement>) => take(event.target)}
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
