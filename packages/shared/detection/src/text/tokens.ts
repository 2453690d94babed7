/** A piece of a folded text: letters, digits, or one other character. Blanks are no tokens. */
export interface Token {
  kind: "word" | "digits" | "mark";
  /** Offsets in the folded text. */
  start: number;
  end: number;
  /** As written. */
  raw: string;
  /** Lower case and without apostrophes: the key of every lexicon. */
  key: string;
  /** What the lexicon knows of it, once somebody has looked. */
  bits?: number;
}

/** The tokens of a folded text, in order. `B12` is a word and digits that touch. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const length = text.length;
  let at = 0;
  while (at < length) {
    const kind = kindAt(text, at);
    if (kind === BLANK) {
      at++;
      continue;
    }
    const start = at++;
    if (kind === LETTER) {
      let plain = true;
      while (at < length) {
        const next = kindAt(text, at);
        if (next === LETTER) at++;
        else if (
          text.charCodeAt(at) === APOSTROPHE &&
          at + 1 < length &&
          kindAt(text, at + 1) === LETTER
        ) {
          plain = false;
          at += 2;
        } else break;
      }
      const raw = text.slice(start, at);
      const lower = raw.toLowerCase();
      tokens.push({
        kind: "word",
        start,
        end: at,
        raw,
        key: plain ? lower : lower.replaceAll("'", ""),
      });
    } else if (kind === DIGIT) {
      while (at < length && kindAt(text, at) === DIGIT) at++;
      const raw = text.slice(start, at);
      tokens.push({ kind: "digits", start, end: at, raw, key: raw });
    } else {
      const raw = text[start] ?? "";
      tokens.push({ kind: "mark", start, end: at, raw, key: raw });
    }
  }
  return tokens;
}

const APOSTROPHE = 39;
const UNKNOWN = 0;
const BLANK = 1;
const LETTER = 2;
const DIGIT = 3;
const MARK = 4;

/** What each UTF-16 unit is, filled as units are met. Half of a surrogate pair is a mark. */
const kinds = new Uint8Array(65_536);

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = kinds[code];
  if (known !== undefined && known !== UNKNOWN) return known;
  const unit = String.fromCharCode(code);
  const kind = /\s/.test(unit)
    ? BLANK
    : code >= 48 && code <= 57
      ? DIGIT
      : /\p{L}/u.test(unit)
        ? LETTER
        : MARK;
  kinds[code] = kind;
  return kind;
}
