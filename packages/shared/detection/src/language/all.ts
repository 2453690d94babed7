import { en } from "./en.ts";
import type { Language } from "./language.ts";

/** In the order in which a word that several use is read. */
export const ALL_LANGUAGES: readonly Language[] = [en];
