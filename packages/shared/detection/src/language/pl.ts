import type { Language } from "./language.ts";

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
  digits: {
    dwa: "2",
    trzy: "3",
    cztery: "4",
    piec: "5",
    szesc: "6",
    siedem: "7",
    osiem: "8",
    dziewiec: "9",
    dziesiec: "10",
  },
  repeats: {},
  // "jeden Tag" is German for every day.
  sounds: { jeden: "1", jedna: "1" },
  fillers: ["myslnik", "spacja"],
  leads: "potem dalej nastepnie ostatnie".split(" "),
  months: {},
  units: [],
  amounts: [],
  abbreviations: [],
};
