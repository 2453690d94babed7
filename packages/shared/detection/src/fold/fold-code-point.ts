/**
 * One code point in its plainest dress: "" when it is invisible, "mark" when it sits on the one before,
 * otherwise one to four units.
 */
export function foldCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  const known = cache.get(code);
  if (known !== undefined) return known;
  const folded = foldOnce(character, code);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(code, folded);
  return folded;
}

// A conversation uses a few hundred characters; the limit only bounds what a hostile one can make us keep.
const CACHE_LIMIT = 4096;
const cache = new Map<number, string>();

function foldOnce(character: string, code: number): string {
  if (MARK.test(character)) return "mark";
  if (INVISIBLE.test(character)) return "";
  if (DASH.test(character)) return "-";
  if (BLANK.test(character)) return " ";
  if (LINE_END.test(character)) return "\n";
  if (QUOTE.test(character)) return "'";
  if (DOT.test(character)) return ".";
  if (STRUCK_ZERO.has(character)) return character === "ø" ? "o" : "O";
  const digit = digitValue(character, code);
  if (digit !== undefined) return String(digit);
  const plain = character.normalize("NFKD").replace(ALL_MARKS, "");
  const boxed = BOXED_DIGIT.exec(plain);
  if (boxed) return boxed[1] ?? plain;
  // A ligature of a whole phrase (U+FDFA) would let a short hostile text grow.
  return plain === "" || plain.length > 4 ? character : plain;
}

const MARK = /^[\p{M}\u20e3]$/u;
const ALL_MARKS = /\p{M}/gu;
const INVISIBLE = /^[\p{Cf}\u115f\u1160]$/u;
const DASH = /^[\p{Pd}\u2212\u00ac]$/u;
const BLANK = /^[\p{Zs}\u2800\u3164\uffa0]$/u;
const LINE_END = /^[\u0085\u2028\u2029]$/u;
const QUOTE = /^[\u2018\u2019\u201b\u02bc\u02b9\u00b4\uff07]$/u;
const DOT = /^[\u00b7\u2022\u2024\u3002\uff0e\uff61]$/u;
/** As a zero is written on forms, or a Nordic O. */
const STRUCK_ZERO = new Set("Øø∅⌀");
const BOXED_DIGIT = /^\(?(\d{1,2})[).,]$/;
/** Digits as Chinese and Japanese write them, zero in two ways. */
const CHINESE = "〇一二三四五六七八九零";
const DECIMAL = /^\p{Nd}$/u;

/** Circled digits without a decomposition: the first of each row stands for 1. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a];
const CIRCLED_ZEROS = [0x24ff, 0x1f10b, 0x1f10c];

function digitValue(character: string, code: number): number | undefined {
  if (CIRCLED_ZEROS.includes(code)) return 0;
  const chinese = CHINESE.indexOf(character);
  if (chinese >= 0) return chinese % 10;
  for (const one of CIRCLED_ONES) if (code >= one && code < one + 9) return code - one + 1;
  if (!DECIMAL.test(character)) return undefined;
  // Decimal digits of a script stand together in tens from 0 to 9 (Unicode, chapter 4.6).
  let first = code;
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
