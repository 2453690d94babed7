import type { Draw } from "./draw.ts";
import { number, pick } from "./draw.ts";
import type { Originals } from "./originals.ts";
import { digitsOf } from "./pour.ts";

const STREETS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Sample Street",
    "Example Road",
    "Specimen Avenue",
    "Placeholder Lane",
    "Template Drive",
    "Illustration Way",
    "Pattern Court",
    "Model Terrace",
    "Mockup Close",
    "Fixture Crescent",
  ],
  de: ["Musterstraße", "Beispielweg", "Probenallee", "Modellgasse", "Schaublattweg"],
  es: ["Calle de Muestra", "Avenida del Ejemplo", "Calle del Modelo", "Paseo de la Prueba"],
  fr: ["rue de l’Exemple", "avenue du Modèle", "rue du Spécimen", "allée de l’Essai"],
  pt: ["Rua do Exemplo", "Avenida da Amostra", "Rua do Modelo", "Travessa do Ensaio"],
};
const TOWNS = [
  "Springfield",
  "Sampleton",
  "Exampleville",
  "Modelbury",
  "Patternham",
  "Specimen Falls",
];

/** A street's surrogate in a conversation: the same one with a house number, without, and with a town behind. */
export type Streets = (value: string, language: string) => string | undefined;

/** Where a conversation names more streets than there are samples. */
const MORE = ["", " North", " South", " II", " III", " IV"];

/** No two streets get one surrogate, and none gets one that was said. */
export function createStreets(draw: Draw, originals: Originals): Streets {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const exhausted = new Set<string>();
  return (value, language) => {
    const [line = ""] = value.toLowerCase().split(/[,\n]/u);
    const name = line.replace(/^\s*\d+\p{L}?\s+/u, "");
    const key = STREET_NAME.exec(name)?.[0] ?? name.replace(/\s+\d+\p{L}?\s*$/u, "");
    const before = given.get(key.trim());
    if (before !== undefined) return before;
    for (const more of exhausted.has(language) ? [] : MORE) {
      const free = (STREETS[language] ?? [])
        .map((one) => one + more)
        .filter((one) => !taken.has(one) && originals.isFreeWord(one));
      if (free.length === 0) continue;
      const street = pick(free, draw(`street ${key.trim()}`));
      given.set(key.trim(), street);
      taken.add(street);
      return street;
    }
    exhausted.add(language);
    return undefined;
  };
}

/** Up to the word for what kind of street it is: `regent street` of `regent street city centre`. */
const STREET_NAME =
  /^.*? (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|boulevard|blvd|way|terrace|place|square|crescent|parkway|pkwy|circle|trail|highway|row)\b/u;

/**
 * A sample street in the language of the original, a number, and a sample town where it named one.
 *
 * @param conversation its language, as `en`: of a street that says none
 */
export function addressOf(
  value: string,
  streets: Streets,
  draw: Draw,
  attempt: number,
  conversation: string,
): string | undefined {
  const bytes = draw(`address ${value.toLowerCase()} ${attempt}`);
  const language = languageOf(value) ?? (conversation in STREETS ? conversation : "en");
  const street = streets(value, language);
  if (street === undefined) return undefined;
  const house = /\d/.test(value) ? String(1 + number(bytes, 980, 1)) : "";
  const [before, after] = language === "en" || language === "fr" ? [house, ""] : ["", house];
  const line = [before, street, after].filter((one) => one !== "").join(" ");
  const full = value.includes(",") ? `${line}, ${pick(TOWNS, bytes, 2)}` : line;
  return value === value.toLowerCase() ? full.toLowerCase() : full;
}

/**
 * A code that no post office uses: ZIP below 00501, the British pseudo area ZZ99 (ONS), Canadian letters that Canada Post
 * leaves out, elsewhere a beginning of zeros.
 */
export function postcodeOf(value: string, draw: Draw, attempt: number): string {
  const bytes = draw(`postcode ${value.toLowerCase()} ${attempt}`);
  const lower = value === value.toLowerCase() && value !== value.toUpperCase();
  const styled = (code: string) => (lower ? code.toLowerCase() : code);
  const digit = (place: number) => String(number(bytes, 10, place));
  const letter = (place: number) => pick([..."DFIOQU"], bytes, place);
  if (/^\s*\p{L}\d\p{L}/u.test(value))
    return styled(`${letter(0)}${digit(1)}${letter(2)} ${digit(3)}${letter(1)}${digit(2)}`);
  if (/\p{L}/u.test(value))
    return styled(
      `ZZ99 ${digit(0)}${pick([..."ABDEFGHJLNPQRSTUWXYZ"], bytes, 1)}${pick([..."ABDEFGHJLNPQRSTUWXYZ"], bytes, 2)}`,
    );
  const { length } = digitsOf(value);
  const made = String(1 + number(bytes, 499)).padStart(length, "0");
  return length <= 5 ? made.slice(-Math.max(4, length)) : made;
}

/**
 * What kind of street it is tells its language: `12 Palm Boulevard` is not `12 boulevard Voltaire`. Nor is `300 El Camino
 * Real` Spanish: a house number in front is not where Germans, Spaniards and Portuguese write it.
 */
function languageOf(value: string): string | undefined {
  const own = STREET_WORDS.find(([, words]) => words.test(value))?.[0];
  return own !== undefined && NUMBER_BEHIND.has(own) && /^\s*\d/.test(value) ? undefined : own;
}

const NUMBER_BEHIND: ReadonlySet<string> = new Set(["de", "es", "pt"]);

const STREET_WORDS: readonly (readonly [language: string, words: RegExp])[] = [
  [
    "en",
    /\p{L} (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|boulevard|blvd|way|terrace|place|square|crescent|parkway|pkwy|circle|trail|highway|row)\b/iu,
  ],
  ["de", /stra(?:ß|ss)e|\bstr\.|\p{L}str\b|weg\b|platz\b|allee\b|gasse\b|\bam \p{Lu}/iu],
  ["fr", /(?<!\p{L})(?:rue|allée|boulevard|impasse|chemin|quai|cours|avenue d[eu]s?)(?!\p{L})/iu],
  ["pt", /(?<!\p{L})(?:rua|travessa|avenida d[ao]s?|praça|alameda|estrada|largo)(?!\p{L})/iu],
  ["es", /(?<!\p{L})(?:calle|avenida|paseo|plaza|carrera|camino|ronda)(?!\p{L})/iu],
];
