import type { Language } from "./language.ts";

export const nl: Language = {
  code: "nl",
  cues: {
    CARD_NUMBER: ["(kaartnummer|creditcardnummer|kredietkaart|betaalkaart|pasnummer)"],
    CVV: ["(beveiligingscode|veiligheidscode)", "drie cijfers (op|aan) (de)? achterkant"],
    EXPIRY: ["(vervaldatum|verloopdatum|geldig tot)"],
    PIN: ["(pincode|pin code)"],
  },
  notCues: [],
  connectors: "het mijn nummer dit zijn".split(" "),
  requests: "kunt kan mag geven opgeven noemen wat".split(" "),
  digits: {
    nul: "0",
    twee: "2",
    drie: "3",
    vier: "4",
    vijf: "5",
    zes: "6",
    zeven: "7",
    acht: "8",
    negen: "9",
    tien: "10",
    zestien: "16",
    zeventien: "17",
    achttien: "18",
    negentien: "19",
  },
  repeats: { dubbel: 2 },
  // The article, too.
  sounds: { een: "1" },
  fillers: ["streepje", "spatie"],
  leads: "dan daarna vervolgens laatste volgende tenslotte gevolgd".split(" "),
  months: {},
  units: [],
  amounts: [],
  abbreviations: [],
};
