import type { FieldClass } from "./field-class.ts";
import type { FieldMetadata } from "./metadata.ts";
import type { ProblemCode } from "./problem-code.ts";
import type { TemplateField } from "./template.ts";

export interface CheckContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The bytes of another field of the same submission, by its class. Not a copy: do not keep, do not wipe. */
  sibling(fieldClass: FieldClass): Uint8Array | undefined;
  readonly options?: TemplateField["options"];
}

export type Verdict =
  | { readonly ok: true; readonly metadata?: FieldMetadata }
  | { readonly ok: false; readonly code: ProblemCode };

/**
 * How one class reads bytes. Nothing here makes a string of a value: in the collector a value lives in
 * byte arrays only, because they can be wiped.
 */
export interface FieldRule {
  /** Longest value as it was typed, in UTF-8 bytes. */
  readonly maxBytes: number;
  /**
   * The form in which the value is kept: separators gone, digits ASCII, letters upper case where case means nothing.
   * A fresh array that the caller wipes; null where the characters cannot be this class's.
   */
  canonical(bytes: Uint8Array): Uint8Array | null;
  /** Judges canonical bytes, of which there is at least one. */
  verify(canonical: Uint8Array, context: CheckContext): Verdict;
  /** Whether more typing can still make the refused bytes valid; by default where the code is one of `incompleteCodes`. */
  canStillBecomeValid?(canonical: Uint8Array, context: CheckContext): boolean;
}

export function refuse(code: ProblemCode): Verdict {
  return { ok: false, code };
}

export function accept(metadata?: FieldMetadata): Verdict {
  return metadata === undefined ? { ok: true } : { ok: true, metadata };
}
