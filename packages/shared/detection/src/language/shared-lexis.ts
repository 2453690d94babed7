import type { LanguageCode } from "./all.ts";
import { languagesFor } from "./all.ts";
import { Lexis } from "./lexis.ts";

/** The languages put together, built once for each first language. */
export function sharedLexis(first: LanguageCode = "en"): Lexis {
  let lexis = built.get(first);
  if (!lexis) {
    lexis = new Lexis(languagesFor(first));
    built.set(first, lexis);
  }
  return lexis;
}

const built = new Map<LanguageCode, Lexis>();
