import type { ConsoleFrame } from "@aside/protocol";

/** A frame as lines of a name and a value, nested ones with a dotted name: `message.text  Hello`. For people to read. */
export function frameRows(frame: ConsoleFrame): readonly { name: string; value: string }[] {
  const { type: _type, ...rest } = frame;
  return Object.entries(rest).flatMap(([name, value]) => rowsOf(name, value));
}

function rowsOf(name: string, value: unknown): readonly { name: string; value: string }[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? []
      : value.flatMap((one, index) => rowsOf(`${name}[${index}]`, one));
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => rowsOf(`${name}.${key}`, one));
  }
  return [{ name, value: typeof value === "string" ? value : JSON.stringify(value) }];
}
