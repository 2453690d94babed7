import type { Lexis } from "../language/lexis.ts";
import * as MEANS from "../language/means.ts";
import type { Scan } from "../text/tokens.ts";
import { FIELDS } from "../text/tokens.ts";
import * as SHAPE from "../text/shape.ts";

/**
 * Whether the only number of a text is one digit, said as a word among others: "the blue one that I ordered". It is no value, and no piece of
 * one, so no rule need look for it; most messages with a number word are such. Where in doubt, false.
 */
export function isOneAmongWords({ text, shape, meanings, fields, count }: Scan, lexis: Lexis) {
  if (shape & (SHAPE.digit | SHAPE.joined) || meanings & MAY_BELONG || MORE.test(text))
    return false;
  const { meanings: known } = lexis.vocabulary;
  let numbers = 0;
  let strangers = 0;
  let sounds = 0;
  for (let field = 0; field < count * FIELDS; field += FIELDS) {
    const id = fields[field + 2] ?? 0;
    if (id === 0) {
      if ((fields[field + 1] ?? 0) - (fields[field] ?? 0) >= LONG) strangers++;
    } else if ((known[id] ?? 0) & MEANS.digits) {
      if (++numbers > 1 || lexis.digitsOf({ id })?.length !== 1) return false;
    } else if ((known[id] ?? 0) & MEANS.sound && ++sounds >= MANY) return false;
  }
  return numbers === 1 && strangers > 0;
}

/** "vier een een een": the words that sound like digits, or are one in another language, are the number. */
const MANY = 10;
/** "double one", "one may", "one st": more than a digit. */
const MAY_BELONG = MEANS.repeat | MEANS.month | MEANS.ordinal;
/** A code, if something names it; a one, beside a number word: "sieben um". */
const MORE = /[A-Z]{5}|\b[Uu][MNmn]/;
/** No word that leads from one piece of a number to the next has so many letters and is unknown. */
const LONG = 7;
