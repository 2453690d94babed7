import { createHmac, hkdfSync, type KeyObject, sign, timingSafeEqual } from "node:crypto";
import {
  type Act,
  encodeAct,
  formatNote,
  formatNoteKey,
  NOTE_KEY_NAME,
  type NoteKey,
  utf8,
} from "@aside/audit-log";
import { createKeyFolder, readKeyFolder, sha256 } from "@aside/service";
import { AuditError } from "./errors.ts";

/** What covers an act until it is chained, and signs what was chained. */
export interface AuditKeys {
  /** HMAC-SHA256 over the act. */
  cover(act: Act): Uint8Array;
  isCovered(act: Act, mac: Uint8Array): boolean;
  /** A signed note over a checkpoint's text, by every key. */
  sign(text: string): string;
  /** Text forms of the public keys, for the witness and for auditors. */
  readonly publicKeys: readonly string[];
}

/** Makes a first key where the folder has none. It may hold several, while one replaces another. */
export const createAuditKey = createKeyFolder;

/** @throws AuditError `keys_unreadable` */
export async function loadAuditKeys(folder: string): Promise<AuditKeys> {
  const unreadable = (cause: unknown) => new AuditError("keys_unreadable", { cause });
  const found = await readKeyFolder(folder, (_path, cause) => unreadable(cause)).catch(
    (cause: unknown) => {
      throw cause instanceof AuditError ? cause : unreadable(cause);
    },
  );
  const keys = found.map(keyOf);
  const newest = keys.at(-1);
  if (newest === undefined) throw new AuditError("keys_unreadable");
  return of(keys, newest);
}

interface Key {
  readonly privateKey: KeyObject;
  readonly note: NoteKey;
  readonly mac: Uint8Array;
}

function of(keys: readonly Key[], newest: Key): AuditKeys {
  const macOf = (key: Key, act: Act) =>
    createHmac("sha256", key.mac).update(encodeAct(act)).digest();
  return {
    cover: (act) => macOf(newest, act),
    isCovered: (act, mac) =>
      mac.length === 32 && keys.some((key) => timingSafeEqual(macOf(key, act), mac)),
    sign(text) {
      const signatures = keys.map((key) => ({
        key: key.note,
        signature: new Uint8Array(sign(null, utf8(text), key.privateKey)),
      }));
      return formatNote(text, signatures, sha256);
    },
    publicKeys: keys.map((key) => formatNoteKey(key.note, sha256)),
  };
}

/** The key that covers is derived from the one that signs: one secret to keep, two purposes apart (RFC 5869). */
function keyOf(privateKey: KeyObject): Key {
  const { d = "", x = "" } = privateKey.export({ format: "jwk" });
  const seed = Buffer.from(d, "base64url");
  const mac = new Uint8Array(hkdfSync("sha256", seed, "", "aside audit act v1", 32));
  seed.fill(0);
  return { privateKey, mac, note: { name: NOTE_KEY_NAME, publicKey: publicBytes(x) } };
}

function publicBytes(x: string): Uint8Array {
  return new Uint8Array(Buffer.from(x, "base64url"));
}
