import {
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  timingSafeEqual,
} from "node:crypto";
import { mkdir, open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Act,
  encodeAct,
  formatNote,
  formatNoteKey,
  NOTE_KEY_NAME,
  type NoteKey,
  utf8,
} from "@aside/audit-log";
import { sha256 } from "@aside/service";
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

/** Makes a first key where the folder has none. It may hold several (`*.pem`, PKCS #8, Ed25519), while one replaces another. */
export async function createAuditKey(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await pemFiles(folder)).length > 0) return;
  const file = await open(join(folder, "001.pem"), "wx", 0o600);
  try {
    const { privateKey } = generateKeyPairSync("ed25519");
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws AuditError `keys_unreadable` */
export async function loadAuditKeys(folder: string): Promise<AuditKeys> {
  try {
    const files = await pemFiles(folder);
    const keys = await Promise.all(files.map((file) => loadKey(join(folder, file))));
    const [first] = keys;
    if (first === undefined) throw new AuditError("keys_unreadable");
    return of(keys, keys.at(-1) ?? first);
  } catch (cause) {
    throw cause instanceof AuditError ? cause : new AuditError("keys_unreadable", { cause });
  }
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
async function loadKey(path: string): Promise<Key> {
  const privateKey = createPrivateKey(await readFile(path));
  const { d = "", x = "", crv } = privateKey.export({ format: "jwk" });
  if (crv !== "Ed25519") throw new AuditError("keys_unreadable");
  const seed = Buffer.from(d, "base64url");
  const mac = new Uint8Array(hkdfSync("sha256", seed, "", "aside audit act v1", 32));
  seed.fill(0);
  return { privateKey, mac, note: { name: NOTE_KEY_NAME, publicKey: publicBytes(x) } };
}

function publicBytes(x: string): Uint8Array {
  return new Uint8Array(Buffer.from(x, "base64url"));
}

async function pemFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".pem")).toSorted();
}
