/**
 * The second detector: what looks sensitive by its shape alone. It shares no code, word list or rule with the first, so
 * that what one overlooks the other may see; it is stricter, and takes what it does not understand.
 */
export type ResidualKind =
  | "email"
  | "card"
  | "digits"
  | "spelled"
  | "token"
  | "street"
  | "introduced";

interface Part {
  readonly start: number;
  readonly end: number;
}

export interface Residual extends Part {
  readonly kind: ResidualKind;
}

/** These alone tell who somebody is, or what their card is: the conversation is not let out. */
export const HARD: ReadonlySet<ResidualKind> = new Set(["email", "card"]);

/** @param taken what is replaced or made coarser anyway: of what it covers in part, the rest is taken where it tells something */
export function residualsIn(text: string, taken: readonly Part[]): Residual[] {
  const found: Residual[] = [];
  const take = (start: number, value: string, kind: ResidualKind) => {
    const end = start + value.length;
    const touches = (one: Part) => start < one.end && one.start < end;
    if (found.some(touches)) return;
    const over = taken.filter(touches);
    if (over.length === 0) found.push({ start, end, kind });
    for (const part of over.length === 0 ? [] : partsBeside(text, start, end, over)) {
      const rest = text.slice(part.start, part.end);
      if (TELLING[kind]?.(rest) === true)
        found.push({ ...part, kind: kind === "card" ? "digits" : kind });
    }
  };
  if (/@/.test(text))
    for (const { 0: value, index } of text.matchAll(/[^\s@<>]{1,64}@[^\s@<>]{2,}/gu))
      take(index, value, "email");
  for (const { 0: value, index } of text.matchAll(SPOKEN_EMAIL)) take(index, value, "email");
  if (/\p{Nd}/u.test(text)) {
    const numbers = Array.from(text.matchAll(/\p{Nd}(?:[ .\u00a0\u2010-\u2015-]?\p{Nd})*/gu)).map(
      ({ 0: value, index }) => ({ value, index, count: digitsIn(value) }),
    );
    for (const { value, index, count } of numbers)
      if (count >= 13 && count <= 19 && sumsUp(value)) take(index, value, "card");
    // Before the numbers that lie in them: of a UUID nothing is left.
    for (const { 0: value, index } of text.matchAll(/[\p{L}\p{Nd}_-]{8,}/gu))
      if (isDense(value)) take(index, value, "token");
    for (const { value, index, count } of numbers)
      if (count >= 7 && !isAmount(text, index, value)) take(index, value, "digits");
    for (const { 0: whole, 1: value = "", index } of text.matchAll(NAMED_SECRET))
      take(index + whole.length - value.length, value, "token");
    for (const { 0: value, index } of text.matchAll(IPV6))
      if (value.replaceAll(":", "").length >= 6) take(index, value, "token");
    for (const { 0: value, index } of text.matchAll(STREET)) take(index, value, "street");
  }
  for (const { 0: value, index } of text.matchAll(SPELLED)) take(index, value, "spelled");
  for (const { 0: whole, 1: value = "", index } of text.matchAll(INTRODUCED))
    take(index + whole.lastIndexOf(value), value, "introduced");
  return found.toSorted((a, b) => a.start - b.start);
}

/** What of a part is left beside other spans, without what stood between. */
function partsBeside(text: string, start: number, end: number, over: readonly Part[]): Part[] {
  const parts: Part[] = [];
  let from = start;
  for (const one of [...over.toSorted((a, b) => a.start - b.start), { start: end, end }]) {
    const rest = text.slice(from, one.start);
    const trimmed = rest.trim();
    const begin = from + rest.indexOf(trimmed);
    if (trimmed !== "") parts.push({ start: begin, end: begin + trimmed.length });
    from = Math.max(from, one.end);
  }
  return parts;
}

/** Whether the rest of what was covered in part still tells something; of a street it does not. */
const TELLING: Readonly<Partial<Record<ResidualKind, (rest: string) => boolean>>> = {
  email: (rest) => rest.includes("@"),
  card: (rest) => digitsIn(rest) >= 4,
  digits: (rest) => digitsIn(rest) >= 4,
  token: (rest) => rest.length >= 5 && digitsIn(rest) > 0,
  spelled: (rest) => rest.search(SPELLED) >= 0,
  introduced: (rest) => /^\p{Lu}\p{Ll}/u.test(rest),
};

function digitsIn(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

/** The check of ISO/IEC 7812-1, annex B, from the right. */
function sumsUp(value: string): boolean {
  const digits = Array.from(value.normalize("NFKC").matchAll(/\d/g), ([digit]) => Number(digit));
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}

function isAmount(text: string, at: number, value: string): boolean {
  return (
    /[$€£¥]\s?$/.test(text.slice(Math.max(0, at - 2), at)) ||
    /^\s?(?:[$€£¥]|eur\b|usd\b|gbp\b)/i.test(text.slice(at + value.length))
  );
}

/** Letters and digits by turns, few of them twice: what no word is. Shannon's entropy, in bits a character. */
function isDense(value: string): boolean {
  const digits = digitsIn(value);
  const letters = value.match(/\p{L}/gu)?.length ?? 0;
  if (digits < 2 || letters < 2) return false;
  const counts = new Map<string, number>();
  for (const one of value) counts.set(one, (counts.get(one) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / value.length) * Math.log2(count / value.length);
  return bits >= 2.5;
}

const NUMBER =
  "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)";
const SPELLED = new RegExp(`\\b${NUMBER}(?:[\\s,-]+${NUMBER}){4,}\\b`, "giu");
const SPOKEN_EMAIL =
  /(?<![\p{L}\p{Nd}])[\p{L}\p{Nd}._+-]{1,64} ?(?:\bat\b|[[({]at[\])}]) ?[\p{L}\p{Nd}-]{1,64} ?(?:\bdot\b|[[({]dot[\])}]) ?\p{L}{2,24}(?!\p{L})/giu;
/** What stands behind its name and has a digit. */
const NAMED_SECRET =
  /\b(?:password|passwort|passcode|contraseña|mot de passe|senha|pin|cvv2?|cvc2?|security code)(?: code| number)?(?: is|:| =|=)? ?(?=\S{3})(\S{0,32}\p{Nd}\S{0,32})(?<![.,;!?)])/giu;
const IPV6 = /(?<![\p{L}\p{Nd}:])(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{0,4}(?![\p{L}\p{Nd}:])/giu;
const STREET =
  /\b\d{1,5}\w? (?:\p{Lu}[\p{L}'’]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Boulevard|Blvd|Way|Terrace|Place|Square|Crescent|Parkway|Circle|Highway|Row)\b|\p{Lu}[\p{L}-]+(?:straße|strasse|weg|platz|allee|gasse) \d{1,4}\b|\b(?:[Rr]ue|[Cc]alle|[Aa]venida|[Rr]ua) (?:\p{L}+ ){0,3}\p{Lu}[\p{L}’']+,? \d{1,4}\b/gu;
const INTRODUCED =
  /\b(?:[Mm]y name is|[Tt]his is|I am called|[Mm]y name['’]s|(?:Mr|Mrs|Ms|Dr)\.?) (\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)/gu;
