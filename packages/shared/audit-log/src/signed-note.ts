import { concat, equal, fromBase64, toBase64, utf8 } from "./bytes.ts";
import type { Sha256 } from "./sha256.ts";

/** Ed25519 (RFC 8032), pure: whether the signature is by the key over the message. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

/** A key that notes are verified with. */
export interface NoteKey {
  readonly name: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A signed note (C2SP signed-note v1.0.0): text, and signature lines under it. */
export interface SignedNote {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly id: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

/** The four bytes that name a key in a signature line. */
export function noteKeyId({ name, publicKey }: NoteKey, sha256: Sha256): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), ED25519, publicKey)).slice(0, 4);
}

/** A verifier key's text form: `name+id+key`. */
export function formatNoteKey(key: NoteKey, sha256: Sha256): string {
  const id = Array.from(noteKeyId(key, sha256), (byte) => byte.toString(16).padStart(2, "0"));
  return `${key.name}+${id.join("")}+${toBase64(concat(ED25519, key.publicKey))}`;
}

/** The key of its text form, or null where it is not one or its id is another's. */
export function parseNoteKey(text: string, sha256: Sha256): NoteKey | null {
  const [, name, , encoded] =
    /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text) ?? [];
  const bytes = fromBase64(encoded ?? "");
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const key = { name, publicKey: bytes.slice(1) };
  return formatNoteKey(key, sha256) === text ? key : null;
}

/** @param signatures 64 bytes each, by the key named */
export function formatNote(
  text: string,
  signatures: readonly { readonly key: NoteKey; readonly signature: Uint8Array }[],
  sha256: Sha256,
): string {
  const lines = signatures.map(({ key, signature }) => {
    const line = toBase64(concat(noteKeyId(key, sha256), signature));
    return `— ${key.name} ${line}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/** null where it is no signed note. At most 16 signatures and 16,384 characters. */
export function parseNote(note: string): SignedNote | null {
  const at = note.lastIndexOf("\n\n");
  if (at < 0 || note.length > 16_384 || !note.endsWith("\n")) return null;
  const lines = note.slice(at + 2, -1).split("\n");
  if (lines.length > 16) return null;
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— (\S{1,200}) ([A-Za-z0-9+/=]{1,400})$/u.exec(line) ?? [];
    const bytes = fromBase64(encoded ?? "");
    if (name === undefined || bytes === null || bytes.length < 5) return null;
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  const text = note.slice(0, at + 1);
  return signatures.every((each) => each !== null) ? { text, signatures } : null;
}

/** Whether one of the keys has signed. Signatures by other keys are passed over, as the format says. */
export function isSignedBy(
  note: SignedNote,
  keys: readonly NoteKey[],
  using: { readonly sha256: Sha256; readonly verify: VerifyEd25519 },
): boolean {
  const message = utf8(note.text);
  return note.signatures.some(({ name, id, signature }) =>
    keys.some(
      (key) =>
        key.name === name &&
        equal(noteKeyId(key, using.sha256), id) &&
        signature.length === 64 &&
        using.verify(key.publicKey, message, signature),
    ),
  );
}

const ED25519 = Uint8Array.of(1);
