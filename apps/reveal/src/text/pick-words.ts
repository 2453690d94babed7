import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { pt } from "./pt.ts";
import type { Words } from "./words.ts";

const all: ReadonlyMap<string, Words> = new Map([
  ["en", en],
  ["de", de],
  ["es", es],
  ["fr", fr],
  ["pt", pt],
  ["ar", ar],
]);

/** The first of the wanted languages that there is; English where there is none. */
export function pickWords(wanted: readonly string[]): {
  words: Words;
  language: string;
  direction: "ltr" | "rtl";
} {
  const languages = wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  const language = languages.find((each) => all.has(each)) ?? "en";
  return { words: all.get(language) ?? en, language, direction: language === "ar" ? "rtl" : "ltr" };
}
