import type { BodyType } from "../destination/destination.ts";
import { ForwardError } from "../errors.ts";
import { formSegments } from "./form-body.ts";
import { jsonSegments } from "./json-body.ts";
import type { InsertionPoint, Segment } from "./segment.ts";
import { xmlSegments } from "./xml-body.ts";

const WRITERS = {
  "application/json": jsonSegments,
  "application/x-www-form-urlencoded": formSegments,
  "application/xml": xmlSegments,
} as const satisfies Record<BodyType, unknown>;

/**
 * A body as it came, parsed by its content type and ready to be written anew.
 *
 * @param contentType the caller's header; the destination's own without parameters but a charset of UTF-8 is taken
 * @throws ForwardError `content_type`, `malformed_body`, `expression_misplaced`
 */
export function segmentsOf(
  body: Uint8Array,
  contentType: string,
  expected: BodyType,
  points: readonly InsertionPoint[],
): Segment[] {
  const [kind = "", ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((each) => each.trim());
  const same = kind === expected || (kind === "text/xml" && expected === "application/xml");
  const utf8 = parameters.every((each) => each === "" || /^charset="?utf-8"?$/.test(each));
  if (!same || !utf8) throw new ForwardError("content_type");
  return WRITERS[expected](textOf(body), points);
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new ForwardError("malformed_body");
  }
}
