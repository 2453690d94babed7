import type { requestCapture } from "@aside/protocol";
import { Problem } from "@aside/service";
import type { Capture } from "@aside/session";
import type * as z from "zod";
import { cleanText, type OpenChat } from "../screening/cut-out.ts";
import { clipped } from "../screening/whole-text.ts";

/** What a tenant's server asks of a capture. */
export type Wish = z.infer<typeof requestCapture>;

/**
 * A purpose is read by people: no number is smuggled in by it. A subject is compared and kept: one that holds a number is refused.
 *
 * @throws {Problem} 422 `subject_not_opaque`
 */
export function cleanWish({ purpose, subject, ...wish }: Wish, open: OpenChat): Wish {
  if (subject !== undefined && cleanText(subject, open).found.length > 0)
    throw new Problem(422, "subject_not_opaque", "A subject is an id of yours, not a number");
  return {
    ...wish,
    ...(subject === undefined ? {} : { subject }),
    ...(purpose === undefined ? {} : { purpose: clipped(cleanText(purpose, open).text, 120) }),
  };
}

export function isSameWish(
  known: Capture,
  { template, purpose, amount, subject, tokenType }: Wish,
): boolean {
  return (
    known.template === template &&
    known.purpose === purpose &&
    known.amount?.minor === amount?.minor &&
    known.amount?.currency === amount?.currency &&
    known.subject === subject &&
    known.tokenType === tokenType
  );
}
