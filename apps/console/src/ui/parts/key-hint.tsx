import type { ReactNode } from "react";
import { spellKey } from "../../commands/keys.ts";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A key as a small cap. */
export function KeyHint({ of }: { readonly of: string }): ReactNode {
  return <kbd className="key">{spellKey(of, isMac)}</kbd>;
}
