import { token } from "@aside/protocol";
import type { ValueName } from "../port.ts";

/** What a date on a card can be taken apart into. */
export type Part = "whole" | "month" | "year" | "year2";

/** `{{tok_….FIELD}}`, or `{{tok_…}}` where the insertion point takes one field only. */
export interface Expression extends ValueName {
  part: Part;
}

const SHAPE = /^\{\{(tok_[0-9a-z_]{36,40})(?:\.([a-z][a-z0-9.-]{0,79}))?\}\}$/;
const PARTS = ["month", "year", "year2"] as const;

/**
 * Reads a text that is an expression as a whole.
 *
 * @param fields what may be inserted there, as `card.pan` or `card.exp.month`
 * @returns null where it is no expression, or one that may not stand there
 */
export function readExpression(text: string, fields: readonly string[]): Expression | null {
  const [, name = "", given] = SHAPE.exec(text) ?? [];
  const wanted = given ?? (fields.length === 1 ? fields[0] : undefined);
  if (!token.safeParse(name).success || wanted === undefined || !fields.includes(wanted)) {
    return null;
  }
  return { token: name, ...splitPart(wanted) };
}

/** `card.exp.month` is the part `month` of the field `card.exp`. */
export function splitPart(wanted: string): { field: string; part: Part } {
  const part = PARTS.find((each) => wanted.endsWith(`.${each}`));
  return part === undefined
    ? { field: wanted, part: "whole" }
    : { field: wanted.slice(0, -part.length - 1), part };
}

/** Whether a text holds what could be meant as an expression. */
export function mayHoldExpression(text: string): boolean {
  return text.includes("{{") || text.includes("tok_");
}
