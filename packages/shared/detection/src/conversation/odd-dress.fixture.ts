import { createInlineDetector } from "../inline.ts";

// Forms that were written for these tests alone, away from every corpus.
const CARDS = ["4539578763621486", "378282246310005", "5105105105105100", "6011111111111117"];
const SENTENCES = ["%", "my card is % thanks", "hi ok so here you go % please hurry", "% is it"];
const WORDS = "zero one two three four five six seven eight nine".split(" ");

export const groups = (card: string) =>
  card.length === 15
    ? [card.slice(0, 4), card.slice(4, 10), card.slice(10)]
    : (card.match(/.{4}/g) ?? []);
export const each = (card: string, dress: (digit: number) => string, joint = "") =>
  [...card].map((digit) => dress(Number(digit))).join(joint);
export const word = (digit: number) => WORDS[digit] ?? "";
export const repeated = (card: string, two: string, three: string) =>
  (card.match(/(\d)\1{0,2}/g) ?? [])
    .map((row) => ["", two, three][row.length - 1] + word(Number(row[0])))
    .join(" ");
const TENS = " ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const TEENS =
  "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");

/** A number below 100, nothing for 0. */
function number(two: number): string {
  if (two > 9 && two < 20) return TEENS[two - 10] ?? "";
  return [TENS[Math.floor(two / 10)], two % 10 === 0 ? "" : word(two % 10)].join(" ").trim();
}

/** "forty five hundred thirty nine"; other groups than four digits one by one. */
export const said = (group: string) =>
  /^[1-9]...$/.test(group)
    ? `${number(Number(group.slice(0, 2)))} hundred ${number(Number(group.slice(2)))}`.trim()
    : each(group, word, " ");
/** "four thousand five hundred and thirty nine". */
export const saidInFull = (group: string) =>
  /^[1-9][1-9](?!00)..$/.test(group)
    ? `${word(Number(group[0]))} thousand ${word(Number(group[1]))} hundred and ${number(Number(group.slice(2)))}`
    : each(group, word, " ");
export const from = (zero: number) => (digit: number) => String.fromCodePoint(zero + digit);

export function isFound(text: string, written: string): boolean {
  const start = text.indexOf(written);
  const { findings } = createInlineDetector().add({ speaker: "customer", text });
  const card = findings.find((one) => one.type === "CARD_NUMBER");
  const covered =
    Math.min(card?.end ?? 0, start + written.length) - Math.max(card?.start ?? 0, start);
  return covered / written.length >= 0.5;
}

export function missed(dress: (card: string) => string): string[] {
  return CARDS.flatMap((card) => {
    const written = dress(card);
    const texts = SENTENCES.map((sentence) => sentence.replace("%", written));
    return texts.filter((text) => !isFound(text, written));
  });
}
