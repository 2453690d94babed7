import { ForwardError } from "../errors.ts";
import { mayHoldExpression, readExpression } from "./expression.ts";
import { type Escape, fieldsAt, type InsertionPoint, type Segment } from "./segment.ts";

/**
 * One text of a parsed body: a slot where it is an expression at an insertion point, else itself.
 *
 * @throws ForwardError `expression_misplaced` for what could be meant as one anywhere else
 */
export function placed(
  text: string,
  place: string,
  points: readonly InsertionPoint[],
  escape: Escape,
): Segment {
  const slot = readExpression(text, fieldsAt(points, place));
  if (slot !== null) return { slot, escape };
  return plain(text);
}

/** @throws ForwardError `expression_misplaced` */
export function plain(text: string): string {
  if (mayHoldExpression(text)) throw new ForwardError("expression_misplaced");
  return text;
}
