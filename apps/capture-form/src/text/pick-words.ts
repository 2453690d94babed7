import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { pt } from "./pt.ts";
import type { Words } from "./words.ts";

export const languages: Readonly<Record<string, Words>> = { en, de, es, fr, pt, ar };

/** The words of a BCP 47 locale; English where its language is none of ours, and then the language says so too. */
export function pickWords(locale: string): { readonly language: string; readonly words: Words } {
  const language = locale.split("-")[0]?.toLowerCase() ?? "en";
  const words = Object.hasOwn(languages, language) ? languages[language] : undefined;
  return words ? { language, words } : { language: "en", words: en };
}
