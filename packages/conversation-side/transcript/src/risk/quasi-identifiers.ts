import { isFirstName, isPlaceName } from "@aside/detection";

/**
 * Facts that point at nobody by themselves, and at somebody together (quasi-identifiers; Sweeney, "k-anonymity", 2002;
 * the kinds follow HIPAA §164.514(b)(2) and ENISA, "Pseudonymisation techniques and best practices", 2019).
 */
export const QUASI_TYPES = [
  "quasi.given-name",
  "quasi.city",
  "quasi.age",
  "quasi.birth-year",
  "quasi.date",
  "quasi.employer",
  "quasi.occupation",
  "quasi.event",
] as const;

export type QuasiType = (typeof QUASI_TYPES)[number];

export interface Quasi {
  readonly start: number;
  readonly end: number;
  readonly type: QuasiType;
}

/** Where quasi-identifiers stand in a text, outside of the spans that are replaced anyway. */
export function quasiIn(
  text: string,
  taken: readonly { readonly start: number; readonly end: number }[],
): Quasi[] {
  const found: Quasi[] = [];
  const take = (start: number, value: string, type: QuasiType) => {
    const end = start + value.length;
    const touches = (one: { start: number; end: number }) => start < one.end && one.start < end;
    if (value !== "" && !taken.some(touches) && !found.some(touches))
      found.push({ start, end, type });
  };
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      take(match.index + match[0].lastIndexOf(value), value, type);
    }
  }
  for (const match of text.matchAll(CAPITALS)) {
    const words = match[0].split(" ");
    for (let from = 0; from < words.length; from++) {
      const start = match.index + words.slice(0, from).join(" ").length + (from > 0 ? 1 : 0);
      const size = [3, 2, 1].find(
        (count) =>
          from + count <= words.length && isPlaceName(words.slice(from, from + count).join(" ")),
      );
      if (size !== undefined) {
        take(start, words.slice(from, from + size).join(" "), "quasi.city");
        from += size - 1;
      } else if (start > 0 && isFirstName(words[from] ?? "")) {
        take(start, words[from] ?? "", "quasi.given-name");
      }
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const CAPITALS = /\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+)*/gu;
const MONTHS =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const OCCUPATIONS =
  "accountant|actor|actress|architect|baker|barber|builder|carer|carpenter|chef|cleaner|coach|cook|dentist|designer|detective|developer|doctor|driver|electrician|engineer|farmer|firefighter|fireman|fisherman|gardener|hairdresser|journalist|judge|lawyer|lecturer|librarian|mechanic|midwife|miner|musician|nurse|optician|painter|paramedic|pastor|pharmacist|photographer|physician|pilot|plumber|police officer|policeman|priest|professor|psychologist|rabbi|sailor|scientist|singer|social worker|soldier|solicitor|student|surgeon|surveyor|tailor|teacher|therapist|translator|vet|waiter|waitress|welder|writer";
const EVENTS =
  "accident|amputation|arrest|bankruptcy|burglary|cancer|car crash|chemotherapy|conviction|custody|deportation|divorce|earthquake|eviction|fire damage|flood(?:ed|ing)?|funeral|heart attack|hospitali[sz]ed|house fire|kidnap(?:ped|ping)|lottery|maternity leave|miscarriage|murder(?:ed)?|passed away|pregnan(?:t|cy)|robbery|stillbirth|stroke|suicide|surgery|transplant|triplets|twins|war veteran|widow(?:ed|er)?|witness protection";

const PATTERNS: readonly (readonly [QuasiType, RegExp])[] = [
  ["quasi.birth-year", /\bborn (?:in |on )?(?:the year )?((?:19|20)\d{2})\b/giu],
  ["quasi.age", /\b(\d{1,3})[ -]?(?:years?|yrs?)[ -]old\b/giu],
  ["quasi.age", /\b(?:aged|my age is|turned|turning)\s(\d{1,3})\b/giu],
  ["quasi.date", /\b(\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))\b/gu],
  [
    "quasi.date",
    new RegExp(`\\b(${MONTHS}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\\d{2})?)\\b`, "giu"),
  ],
  [
    "quasi.date",
    new RegExp(`\\b(\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTHS}(?:,? (?:19|20)\\d{2})?)\\b`, "giu"),
  ],
  [
    "quasi.employer",
    /\b(?:work(?:ing|s|ed)? (?:at|for)|employed (?:at|by)|my employer(?: is|,)?|my company(?: is|,)?) (\p{Lu}[\p{L}&'’-]*(?: \p{Lu}[\p{L}&'’-]*)*)/gu,
  ],
  [
    "quasi.occupation",
    new RegExp(`\\b(?:i am|i['’]m|im|as|being|work as) an? (?:\\w+ )?(${OCCUPATIONS})\\b`, "giu"),
  ],
  ["quasi.event", new RegExp(`\\b(${EVENTS})\\b`, "giu")],
];
