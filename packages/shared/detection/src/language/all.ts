import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { hi } from "./hi.ts";
import { it } from "./it.ts";
import type { Language } from "./language.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";

/** Every language the detector has, by code. */
export const LANGUAGES = { en, de, es, fr, pt, it, nl, pl, hi } as const;

export type LanguageCode = keyof typeof LANGUAGES;

/** In the order in which a word that several use is read: the given one first, then English. */
export function languagesFor(first: LanguageCode = "en"): Language[] {
  return [LANGUAGES[first], ...Object.values(LANGUAGES).filter(({ code }) => code !== first)];
}
