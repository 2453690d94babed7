import { decrypt, encrypt, KEY_BYTES } from "./aead.ts";
import { Plaintext } from "./plaintext.ts";
import { randomBytes } from "./random.ts";

const EPOCH_MS = 5 * 60_000;
const TTL_MS = 15 * 60_000;

/** Which code: the field's name in the template. */
export interface CodeName {
  tenant: string;
  token: string;
  field: string;
}

/**
 * Where security codes live: in this process's memory only, encrypted under a key that is made anew every 5 minutes and
 * that lives 5 minutes longer than the last code under it. Ends with the process; nothing of it is ever written (PCI DSS 3.3.1).
 */
export interface CodeStore {
  /** Takes a copy; the caller wipes its own. Codes above the limit push out the oldest. */
  put(of: CodeName, code: Uint8Array): void;
  /** The code, which is gone from here afterwards, or null. */
  burn(of: CodeName): Plaintext | null;
  has(of: CodeName): boolean;
  /** Forgets what is older than 15 minutes, keys first. */
  sweep(): void;
  wipe(): void;
}

/** @param options.limit how many codes at most; 20,000 when absent */
export function createCodeStore(options: { now: () => number; limit?: number }): CodeStore {
  const { now, limit = 20_000 } = options;
  const keys = new Map<number, Uint8Array>();
  const codes = new Map<string, { epoch: number; sealed: Uint8Array; until: number }>();

  const keyOf = (epoch: number) => {
    const key = keys.get(epoch) ?? randomBytes(KEY_BYTES);
    keys.set(epoch, key);
    return key;
  };
  const take = (of: CodeName) => {
    const entry = codes.get(nameOf(of));
    return entry !== undefined && entry.until > now() ? entry : null;
  };
  const sweep = () => {
    for (const [epoch, key] of keys) {
      if ((epoch + 1) * EPOCH_MS + TTL_MS > now()) continue;
      key.fill(0);
      keys.delete(epoch);
    }
    for (const [name, entry] of codes) if (entry.until <= now()) codes.delete(name);
  };
  return {
    put(of, code) {
      const epoch = Math.floor(now() / EPOCH_MS);
      const sealed = encrypt(keyOf(epoch), context(of, epoch), code);
      codes.delete(nameOf(of));
      codes.set(nameOf(of), { epoch, sealed, until: now() + TTL_MS });
      for (const oldest of codes.keys()) {
        if (codes.size <= limit) break;
        codes.delete(oldest);
      }
    },
    burn(of) {
      const entry = take(of);
      const key = entry && keys.get(entry.epoch);
      const code = key ? decrypt(key, context(of, entry.epoch), entry.sealed) : null;
      if (code === null) return null;
      codes.delete(nameOf(of));
      return new Plaintext(code);
    },
    has: (of) => take(of) !== null,
    sweep,
    wipe() {
      for (const key of keys.values()) key.fill(0);
      keys.clear();
      codes.clear();
    },
  };
}

function nameOf({ tenant, token, field }: CodeName): string {
  return `${tenant} ${token} ${field}`;
}

function context({ tenant, token, field }: CodeName, epoch: number): string[] {
  return ["ram", tenant, token, field, String(epoch)];
}
