import type { Language } from "./language.ts";
import { said } from "./said.ts";

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
  digits: said(
    "0 nul|2 twee|3 drie|4 vier|5 vijf|6 zes|7 zeven|8 acht|9 negen|10 tien|16 zestien|17 zeventien|18 achttien|19 negentien",
  ),
  repeats: { dubbel: 2 },
  // The article, too.
  sounds: said("1 een"),
  fillers: ["streepje", "spatie"],
  leads: "dan daarna vervolgens laatste volgende tenslotte gevolgd".split(" "),
  months: [],
  units: [],
  amounts: [],
  abbreviations: [],
};
