import type { Language } from "./language.ts";
import { said } from "./said.ts";

export const pl: Language = {
  code: "pl",
  cues: {
    CARD_NUMBER: ["(numer|nr) (mojej)? karty", "karta kredytowa"],
    CVV: ["kod (zabezpieczajacy|cvv)"],
    EXPIRY: ["(data waznosci|wazna do)"],
  },
  notCues: [],
  connectors: "to moj moja jest numer".split(" "),
  requests: "prosze podac moze jaki".split(" "),
  digits: said("2 dwa|3 trzy|4 cztery|5 piec|6 szesc|7 siedem|8 osiem|9 dziewiec|10 dziesiec"),
  repeats: {},
  // "jeden Tag" is German for every day.
  sounds: said("1 jeden jedna"),
  fillers: ["myslnik", "spacja"],
  leads: "potem dalej nastepnie ostatnie".split(" "),
  months: [],
  units: [],
  amounts: [],
  abbreviations: [],
};
