import type { Suite } from "@aside/seal";
import { decrypt, encrypt, KEY_BYTES } from "./aead.ts";
import { createPassedTime } from "./passed-time.ts";
import { Plaintext } from "./plaintext.ts";
import { randomBytes } from "./random.ts";

const EPOCH_MS = 5 * 60_000;
const TTL_MS = 15 * 60_000;

/** Whose code. A record has at most one. */
export interface CodeName {
  tenant: string;
  token: string;
}

/** Which code: the field's name in the template. */
export interface CodeField extends CodeName {
  field: string;
}

/**
 * Where security codes live: in this process's memory only, encrypted under a key that is made anew every 5 minutes and
 * that lives 5 minutes longer than the last code under it. Ends with the process; nothing of it is ever written (PCI DSS 3.3.1).
 */
export interface CodeStore {
  /** Takes a copy; the caller wipes its own. Codes above the limit push out the oldest. */
  put(of: CodeField, code: Uint8Array): void;
  /** The code, which stays, for an authorization that may have to be tried again; or null. */
  open(of: CodeField): Plaintext | null;
  /** Forgets the code: call it as soon as an authorization has completed, approved or declined. Says whether there was one. */
  burn(of: CodeName): boolean;
  has(of: CodeName): boolean;
  /** Forgets what is older than 15 minutes, keys first. */
  sweep(): void;
  wipe(): void;
}

/** @param options.limit how many codes at most; 20,000 when absent */
export function createCodeStore(options: {
  now: () => number;
  steady?: () => number;
  suite: Suite;
  limit?: number;
}): CodeStore {
  const { suite, limit = 20_000 } = options;
  const passed = createPassedTime(options.now, options.steady);
  const keys = new Map<number, Uint8Array>();
  const codes = new Map<
    string,
    { field: string; epoch: number; sealed: Uint8Array; until: number }
  >();

  const keyOf = (epoch: number) => {
    const key = keys.get(epoch) ?? randomBytes(KEY_BYTES);
    keys.set(epoch, key);
    return key;
  };
  const take = (of: CodeName) => {
    const entry = codes.get(nameOf(of));
    return entry !== undefined && entry.until > passed() ? entry : null;
  };
  const drop = (name: string) => {
    codes.get(name)?.sealed.fill(0);
    return codes.delete(name);
  };
  const sweep = () => {
    const now = passed();
    for (const [epoch, key] of keys) {
      if ((epoch + 1) * EPOCH_MS + TTL_MS > now) continue;
      key.fill(0);
      keys.delete(epoch);
    }
    for (const [name, entry] of codes) if (entry.until <= now) drop(name);
  };
  return {
    put(of, code) {
      const now = passed();
      const epoch = Math.floor(now / EPOCH_MS);
      const sealed = encrypt(suite, keyOf(epoch), context(of, epoch), code);
      drop(nameOf(of));
      codes.set(nameOf(of), { field: of.field, epoch, sealed, until: now + TTL_MS });
      for (const oldest of codes.keys()) {
        if (codes.size <= limit) break;
        drop(oldest);
      }
    },
    open(of) {
      const entry = take(of);
      const key = entry?.field === of.field ? keys.get(entry.epoch) : undefined;
      const code =
        entry && key ? decrypt(suite, key, context(of, entry.epoch), entry.sealed) : null;
      return code && new Plaintext(code);
    },
    burn: (of) => take(of) !== null && drop(nameOf(of)),
    has: (of) => take(of) !== null,
    sweep,
    wipe() {
      for (const key of keys.values()) key.fill(0);
      keys.clear();
      codes.clear();
    },
  };
}

function nameOf({ tenant, token }: CodeName): string {
  return `${tenant} ${token}`;
}

function context({ tenant, token, field }: CodeField, epoch: number): string[] {
  return ["ram", tenant, token, field, String(epoch)];
}
