import type { Draw } from "./draw.ts";
import { digits, pick } from "./draw.ts";
import type { Names } from "./names.ts";

const DOMAINS = ["example.com", "example.org", "example.net"];

/**
 * An e-mail address at a domain of RFC 2606, its local part from the surrogates of the names in it. Written in words
 * ("jo at web dot de") it stays in words.
 */
export function emailOf(value: string, names: Names, draw: Draw, attempt: number): string {
  const parts = /^(.*?)(\s*(?:@|\bat\b|[([{]at[)\]}])\s*)(.*)$/isu.exec(value);
  const [, local = value, at = "@", domain = ""] = parts ?? [];
  const place = pick(DOMAINS, draw(`domain ${domain.toLowerCase()}`));
  const dotted = /\sdot\s/i.test(domain) ? place.replace(".", " dot ") : place;
  return `${usernameOf(local.trim(), names, draw, attempt)}${at}${dotted}`;
}

/** Names in it become their surrogates, other letters a surrogate of their own, digits other digits. */
export function usernameOf(value: string, names: Names, draw: Draw, attempt: number): string {
  const label = /^\s*\p{L}+\s*[:=]\s*(?=\S)/u.exec(value)?.[0] ?? "";
  const made = value.replace(/\p{L}+|\p{Nd}+/gu, (piece, at: number) => {
    if (at < label.length) return piece;
    if (/^\p{Nd}/u.test(piece))
      return digits(draw(`username ${piece} ${at} ${attempt}`), piece.length);
    if (value.slice(at - 1, at) === " " && piece.toLowerCase() === "dot") return piece;
    return piece
      .split(CAPITAL)
      .map((one) => inNames(one.toLowerCase(), names))
      .join("");
  });
  // Another address of the same person, or one without digits that is somebody's here.
  return attempt === 0 ? made : made + digits(draw(`username ${value} ${attempt}`), 2);
}

/** `JohnSmith` is two words, `McDonald` one. */
const CAPITAL = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})/u;

/** `jsmith`, `johnsmith`, `smithj`: the pieces are found by the names that the conversation knows, the longest first. */
function inNames(piece: string, names: Names): string {
  if (names.knows(piece) || piece.length <= 1) return names.handle(piece);
  for (let length = Math.min(piece.length - 1, LONGEST); length >= SHORTEST; length--) {
    for (let at = 0; at + length <= piece.length; at++) {
      const word = piece.slice(at, at + length);
      if (!names.knows(word)) continue;
      const [before, after] = [piece.slice(0, at), piece.slice(at + length)];
      return (
        (before === "" ? "" : inNames(before, names)) +
        names.handle(word) +
        (after === "" ? "" : inNames(after, names))
      );
    }
  }
  return names.handle(piece);
}

/** Of a name in a username. */
const [SHORTEST, LONGEST] = [3, 24];
