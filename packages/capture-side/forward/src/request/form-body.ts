import { ForwardError } from "../errors.ts";
import { placed, plain } from "./place.ts";
import type { InsertionPoint, Segment } from "./segment.ts";

/**
 * A body of `application/x-www-form-urlencoded` (WHATWG URL, 5), parsed and written again. Names are those after decoding,
 * as `card[number]`; the same insertion point twice is refused.
 *
 * @throws ForwardError `malformed_body`, `expression_misplaced`
 */
export function formSegments(text: string, points: readonly InsertionPoint[]): Segment[] {
  const segments: Segment[] = [];
  const seen = new Set<string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const [name = "", value = ""] = halves(pair).map(decode);
    if (seen.has(name) && points.some((point) => point.at === name)) {
      throw new ForwardError("malformed_body");
    }
    seen.add(name);
    if (segments.length > 0) segments.push("&");
    const segment = placed(value, name, points, "form");
    segments.push(`${encodeFormText(plain(name))}=`);
    segments.push(typeof segment === "string" ? encodeFormText(segment) : segment);
  }
  return segments;
}

function halves(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new ForwardError("malformed_body");
  }
}

/** Also what `encodeURIComponent` leaves as it is and a form does not. */
export function encodeFormText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
