import type { ReactNode } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from "react-aria-components";

interface Props extends Omit<TextFieldProps, "children" | "className"> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly help?: string | undefined;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly inputClass?: string;
}

/** A line of text with its label above; the error takes the place of the help. */
export function Field({
  label,
  hint,
  help,
  error = null,
  placeholder,
  inputClass,
  ...rest
}: Props): ReactNode {
  return (
    <TextField {...rest} className="field" isInvalid={error !== null}>
      <Label>
        {label}
        {hint !== undefined && <span className="field-hint"> · {hint}</span>}
      </Label>
      <Input
        className={`input ${inputClass ?? ""}`}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      {error === null && help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
