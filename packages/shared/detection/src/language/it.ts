import type { Language } from "./language.ts";

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
  digits: {
    uno: "1",
    tre: "3",
    quattro: "4",
    cinque: "5",
    sette: "7",
    nove: "9",
    dieci: "10",
  },
  repeats: { doppio: 2 },
  // "payment due", the name Otto, German "sei": digits only where a check digit says so.
  sounds: { due: "2", sei: "6", otto: "8" },
  fillers: ["trattino", "spazio"],
  leads: "poi quindi infine ultime ultimi prossime seguito".split(" "),
  months: {},
  units: [],
  amounts: [],
  abbreviations: [],
};
