import type { Language } from "./language.ts";
import { said } from "./said.ts";

/** In Latin letters as it is typed, and in Devanagari without its vowel signs, as a text is folded: शून्य is शनय, सात is सत. */
export const hi: Language = {
  code: "hi",
  cues: { CARD_NUMBER: ["card (ka|no) number"] },
  notCues: [],
  connectors: "mera meri ka ye yeh".split(" "),
  requests: "bataiye batao dijiye kya".split(" "),
  digits: said(
    "0 shunya शनय|1 ek|4 चर|5 paanch panch पच|6 chhah chhe छह|7 saat सत|8 aath आठ|9 nau|10 das",
  ),
  repeats: {},
  // English words, the article, and what another word is without its vowel signs.
  sounds: said("1 एक|2 do द|3 teen तन|4 char chaar|6 che छ|9 न"),
  fillers: [],
  leads: ["phir", "uske", "baad", "aur"],
  months: [],
  units: [],
  amounts: [],
  abbreviations: [],
};
