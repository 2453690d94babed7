import type { Language } from "./language.ts";
import { said } from "./said.ts";

export const it: Language = {
  code: "it",
  cues: {
    CARD_NUMBER: ["(numero)? (di|della)? (mia|tua|sua)? carta (di credito|di debito)"],
    CVV: ["(codice di sicurezza|tre cifre sul retro)"],
    EXPIRY: ["(data di scadenza|scadenza|scade il)"],
    PIN: ["codice pin"],
  },
  notCues: [],
  connectors: "della mia il sono e numero".split(" "),
  requests: "puo potrebbe qual quale dirmi darmi fornire".split(" "),
  digits: said("1 uno|3 tre|4 quattro|5 cinque|7 sette|9 nove|10 dieci"),
  repeats: { doppio: 2 },
  // "payment due", the name Otto, German "sei": digits only where a check digit says so.
  sounds: said("2 due|6 sei|8 otto"),
  fillers: ["trattino", "spazio"],
  leads: "poi quindi infine ultime ultimi prossime seguito".split(" "),
  months: [],
  units: [],
  amounts: [],
  abbreviations: [],
};
