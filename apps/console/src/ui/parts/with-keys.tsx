import { Fragment, type ReactNode } from "react";
import type { MessageKey } from "../../text/keys.ts";
import { useText } from "../console-context.tsx";
import { KeyHint } from "./key-hint.tsx";

/** A text in whose places stand keys. */
export function WithKeys({
  id,
  keys,
}: {
  readonly id: MessageKey;
  readonly keys: Readonly<Record<string, string>>;
}): ReactNode {
  const text = useText();
  const names = Object.keys(keys);
  const marked = text(
    id,
    Object.fromEntries(names.map((name, index) => [name, `\u0000${index}\u0000`])),
  );
  return marked.split("\u0000").map((part, index) => {
    const key = index % 2 === 1 ? keys[names[Number(part)] ?? ""] : undefined;
    return <Fragment key={index}>{key === undefined ? part : <KeyHint of={key} />}</Fragment>;
  });
}
