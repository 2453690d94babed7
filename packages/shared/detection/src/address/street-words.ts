const set = (words: string) => new Set(words.split(" "));

/** Words that end a street's name in English (USPS Publication 28 appendix C, and British ones). */
export const STREET_TYPES = set(
  "street st str avenue ave av road rd lane ln drive dr boulevard blvd court ct place pl circle cir terrace ter trail trl way parkway pkwy highway hwy square sq close crescent cres row mews gardens grove hill alley aly plaza plz loop walk path turnpike tpke expressway freeway causeway point pt pike run ridge bend cove crossing xing manor park bypass quay wharf view vista heights estate estates colony nagar marg theru salai bazaar layout chowk cross sector tunnel junction junctions center centers corner corners mill mills meadow meadows spring springs ford forge port ports plains plain mall mission motorway underpass union valley village villages well wells throughway knoll knolls lock locks light lights landing lake lakes key keys keys island islands isle inlet hollow haven harbor green greens gateway garden forest fort falls fields field extension divide dale crest creek course cliff cliffs camp canyon cape burg brook brooks branch bridge bluff beach bayou parade promenade esplanade embankment croft mead vale glen glade wynd rise",
);

/** Those that are hardly anything else: a name in front is enough, no house number needed. */
export const SURE_STREET_TYPES = set(
  "street avenue ave road rd lane boulevard blvd crescent causeway terrace highway hwy parkway pkwy",
);

/** First words of street names in Romance languages, and what stands for "street" in front elsewhere. */
export const STREET_FIRST = set(
  "rue avenue boulevard bd place quai chemin allee impasse route calle avenida avda plaza paseo carrera via viale piazza corso rua travessa alameda praca estrada largo ulica ul aleja osiedle jalan vicolo strada psc unit",
);

/** The same, with a stop only: "al. Jerozolimskie". */
export const SHORTENED = set("al os pl av bd");

/** Endings of street names written in one word. */
export const STREET_ENDING =
  /(?:strasse|straße|str|weg|platz|gasse|allee|ring|damm|ufer|straat|laan|plein|gracht|kade|dijk|gatan|vagen|gata|vej|gade|katu|tie|kuja|veien|gaten|utca|ulica|ulice)$/;

export const UNIT_WORDS = set(
  "apt apartment suite ste unit flat floor fl room rm building bldg box no # lot space apto piso etage door house",
);

export const DIRECTIONS = set(
  "n s e w ne nw se sw north south east west northeast northwest southeast southwest",
);

/** US states and Canadian provinces by abbreviation. */
export const STATES = set(
  "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc on qc bc ab mb nb ns aa ae ap apo fpo usa uk us",
);
