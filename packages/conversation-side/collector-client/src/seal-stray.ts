import { strayContext, type SealedStray } from "@aside/protocol";
import {
  encodeFields,
  MAX_VALUE_BYTES,
  SealError,
  sealSpan,
  toBase64url,
  type Field,
  type SealingKey,
} from "@aside/seal";

/** What is sealed of a message from which something was cut. */
export interface Stray {
  readonly tenant: string;
  readonly conversation: string;
  readonly message: string;
  readonly until: number;
  readonly bound: string;
  /** The texts as they were written, by message. */
  readonly texts: ReadonlyMap<string, string>;
  /** What was found, by type, as a form's field would take it. */
  readonly values: ReadonlyMap<string, string>;
}

/** Seals it so that only the collector opens it, or null where it is too long to be kept. */
export function sealStray(key: SealingKey, stray: Stray): SealedStray | null {
  const { message, until, bound } = stray;
  const fields = [
    ...[...stray.texts].flatMap(([id, text]) => inPieces(`t.${id}`, Buffer.from(text))),
    ...[...stray.values].map(([type, value]) => ({ name: `v.${type}`, bytes: Buffer.from(value) })),
  ];
  try {
    const sealed = sealSpan(key, encodeFields(fields), strayContext(stray, stray));
    return { message, until, bound, sealed: toBase64url(sealed) };
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  } finally {
    for (const { bytes } of fields) bytes.fill(0);
  }
}

function inPieces(name: string, bytes: Buffer): Field[] {
  const pieces: Field[] = [];
  for (let at = 0; at < bytes.length; at += MAX_VALUE_BYTES)
    pieces.push({
      name: `${name}.${pieces.length}`,
      bytes: bytes.subarray(at, at + MAX_VALUE_BYTES),
    });
  return pieces;
}
