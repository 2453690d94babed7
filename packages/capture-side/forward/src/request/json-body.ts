import { ForwardError } from "../errors.ts";
import { placed, plain } from "./place.ts";
import type { InsertionPoint, Segment } from "./segment.ts";

const DEEPEST = 32;

/**
 * A JSON body (RFC 8259), parsed and written again: nothing of how the caller wrote it is left to be read in two ways.
 *
 * @throws ForwardError `malformed_body`, also for whole numbers beyond 2^53; `expression_misplaced`
 */
export function jsonSegments(text: string, points: readonly InsertionPoint[]): Segment[] {
  const segments: Segment[] = [];
  const write = (value: unknown, place: string, depth: number): void => {
    if (depth > DEEPEST) throw new ForwardError("malformed_body");
    if (typeof value === "string") {
      const segment = placed(value, place, points, "json");
      if (typeof segment === "string") segments.push(JSON.stringify(segment));
      else segments.push('"', segment, '"');
      return;
    }
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new ForwardError("malformed_body");
    }
    if (typeof value !== "object" || value === null) {
      segments.push(JSON.stringify(value));
      return;
    }
    const list = Array.isArray(value);
    segments.push(list ? "[" : "{");
    Object.entries(value).forEach(([key, member], index) => {
      if (index > 0) segments.push(",");
      if (!list) segments.push(`${JSON.stringify(plain(key))}:`);
      write(member, `${place}/${pointerToken(key)}`, depth + 1);
    });
    segments.push(list ? "]" : "}");
  };
  write(parse(text), "", 0);
  return segments;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ForwardError("malformed_body");
  }
}

function pointerToken(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
