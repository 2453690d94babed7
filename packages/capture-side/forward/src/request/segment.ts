import type { Expression } from "./expression.ts";

/** A body on its way out: text of the caller's, and places that values go to. */
export type Segment = string | { slot: Expression; escape: Escape };

/** How bytes are written inside the content type: between the quotes, after the `=`, between the tags. */
export type Escape = "json" | "form" | "xml";

/** Where values may be inserted, and which. */
export interface InsertionPoint {
  /** JSON pointer (RFC 6901), name of a form's field, or path of an XML element, each as its content type has it. */
  at: string;
  /** Names of fields, also `card.exp.month`, `card.exp.year` and `card.exp.year2`. */
  fields: readonly string[];
}

/** What may be inserted at a place; nothing where it is no insertion point. */
export function fieldsAt(points: readonly InsertionPoint[], place: string): readonly string[] {
  return points.find((point) => point.at === place)?.fields ?? [];
}
