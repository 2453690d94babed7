import { asDigit, asUpperLetter, isSeparator } from "../bytes/reduce.ts";
import { brandOf } from "../card/brand.ts";
import type { FieldClass } from "../field-class.ts";

/** The text of an input and the place of its caret, in UTF-16 units. */
export interface Edited {
  readonly text: string;
  readonly caret: number;
}

/**
 * Writes what was typed as people read it: card numbers in the groups of their network, an IBAN in fours, a slash in an expiry
 * date. The caret stays behind the same digit; nothing that counts is ever lost; text that is not of the class is left alone.
 */
export function formatField(fieldClass: FieldClass, edited: Edited): Edited {
  if (fieldClass === "card.pan") return group(edited, asDigit, (text) => gapsOf(text));
  if (fieldClass === "card.exp") return formatExpiry(edited);
  if (fieldClass === "bank.iban") return group(edited, asAlphanumeric, () => EVERY_FOURTH);
  return edited;
}

const EVERY_FOURTH = [4, 8, 12, 16, 20, 24, 28, 32];

type Reader = (point: number) => number | undefined;

function group(edited: Edited, read: Reader, gaps: (text: string) => readonly number[]): Edited {
  const significant = readSignificant(edited, read);
  if (significant === null) return edited;
  const { text, before } = significant;
  const places = gaps(text);
  let out = "";
  let caret = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (places.includes(at)) out += " ";
    out += text.charAt(at);
    if (at + 1 === before) caret = out.length;
  }
  return { text: out, caret };
}

function formatExpiry(edited: Edited): Edited {
  const significant = readSignificant(edited, asDigit);
  if (significant === null) return edited;
  const isWrittenWithSeparator = !/^\p{Nd}*$/u.test(edited.text);
  if (isWrittenWithSeparator && !/^\d\d ?\/ ?\d*$/.test(edited.text)) return edited;
  const { text, before } = significant;
  if (/^[2-9]$/.test(text)) return { text: `0${text}`, caret: before + 1 };
  if (text.length < 3) return isWrittenWithSeparator ? edited : { text, caret: before };
  return { text: `${text.slice(0, 2)}/${text.slice(2)}`, caret: before + (before > 2 ? 1 : 0) };
}

/** The characters that count and how many stand before the caret; null where one is neither such nor a separator. */
function readSignificant(
  { text, caret }: Edited,
  read: Reader,
): { text: string; before: number } | null {
  let out = "";
  let before = 0;
  let at = 0;
  for (const mark of text) {
    const point = mark.codePointAt(0) ?? 0;
    const byte = read(point);
    if (byte === undefined && !isSeparator(point)) return null;
    if (byte !== undefined) out += String.fromCharCode(byte);
    at += mark.length;
    if (at <= caret) before = out.length;
  }
  return { text: out, before };
}

function gapsOf(digits: string): readonly number[] {
  const bytes = Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
  return brandOf(bytes)?.gaps ?? EVERY_FOURTH;
}

function asAlphanumeric(point: number): number | undefined {
  return asDigit(point) ?? asUpperLetter(point);
}
