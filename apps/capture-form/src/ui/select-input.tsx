import type { VNode } from "preact";
import type { InputProps } from "./field.tsx";
import type { Option } from "./options.ts";

/** The platform's own picker: it can be searched by typing, and phones show it best. */
export function SelectInput(props: {
  input: InputProps;
  options: readonly Option[];
  value: string;
  empty: string;
  onChange: (value: string) => void;
}): VNode {
  const { input, options, value, empty, onChange } = props;
  return (
    <div className="control select">
      <select {...input} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {!options.some((option) => option.value === value) && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
