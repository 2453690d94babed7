import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { Suite } from "@aside/seal";
import type { By } from "./access.ts";
import { type CaptureKeys, openCaptureKeys } from "./capture-keys.ts";
import { createCodeStore, type CodeStore } from "./code-store.ts";
import { eraseRecord, type SweepCount, sweepRecords } from "./erase.ts";
import { exportSubject, type RecordMetadata } from "./export-subject.ts";
import type { UseName } from "./find-values.ts";
import { createGuessCap } from "./guess-cap.ts";
import { isThere } from "./is-there.ts";
import { createKeks } from "./keks.ts";
import { type OpenRequest, openValue } from "./open-value.ts";
import type { Plaintext } from "./plaintext.ts";
import { type PreparedRecord, prepareRecord, type RecordRequest } from "./prepare.ts";
import { renewKeks } from "./renew-keks.ts";
import { retentionReport, type RetentionReport } from "./retention-report.ts";
import { rewrapDeks, type RewrapResult } from "./rewrap-deks.ts";
import type { Root } from "./root/root.ts";
import { openRootRing } from "./root/root-ring.ts";
import { rotateRoot } from "./rotate-root.ts";
import { type Settlement, settleUse } from "./settle-use.ts";
import { shred, type ShredReceipt, type ShredScope } from "./shred.ts";
import { chooseSodium, type SodiumChoice } from "./sodium/choose-sodium.ts";
import { createUse, type Use } from "./use.ts";

/** The only place where values are kept and come back from. */
export interface Vault {
  readonly captureKeys: CaptureKeys;
  readonly codes: CodeStore;
  /** Encrypts a record for `vault_put`; nothing is written. */
  prepare(request: RecordRequest): Promise<PreparedRecord>;
  /** The newest keys are not what was thought: `vault_put` failed with 23503. Prepare the record again. */
  keysChanged(): void;
  /** Zeroes the tenants' keys in memory: one was destroyed. What is still to be opened is unwrapped anew. */
  keysDestroyed(): void;
  /** Whether a record is there with its key. Nothing is opened. */
  isThere(name: { tenant: string; token: string }): Promise<boolean>;
  /** A value, recorded before it is read; the caller wipes it. See {@link openValue}. */
  open(request: OpenRequest): Promise<Plaintext>;
  /** Several values for one thing that is done with them; see {@link Use}. */
  use(name: UseName): Use;
  /** Ends a use: burns the code and spends a one_time token, or frees it. See {@link settleUse}. */
  settle(settlement: Settlement): Promise<void>;
  /** Says whether there was such a record. */
  erase(request: { tenant: string; token: string } & By): Promise<boolean>;
  shred(request: { tenant: string; scope: ShredScope } & By): Promise<ShredReceipt>;
  exportSubject(request: { tenant: string; subject: string } & By): Promise<RecordMetadata[]>;
  retention(): Promise<RetentionReport>;
  /** New keys for writing, of one tenant or of all. Returns of how many lines. */
  renewKeys(request: { tenant?: string } & By): Promise<number>;
  /** Brings records' keys under the newest. See {@link rewrapDeks}. */
  rewrap(): Promise<RewrapResult>;
  /** Makes the next root current, or a new version of this one. Returns how many keys were wrapped again. */
  rotateRoot(by: By): Promise<number>;
  /** Erases what is over its time, unless `erasing` is false; rotates, rewraps and forgets keys. */
  sweep(options?: { erasing: boolean }): Promise<SweepCount[]>;
  /** Resolves where the root can be used now. */
  health(): Promise<void>;
  /** Zeroes every key in memory. */
  close(): void;
}

/**
 * Opens the vault on a database that has `vaultMigrations` and those of the audit log.
 *
 * @param options.next the root that a rotation will make current
 * @param options.suites those offered to forms; the first is the one that records are kept under
 * @throws VaultError `wrong_root` before anything is written, `native_missing`
 */
export async function openVault(options: {
  database: Database;
  audit: Recorder;
  root: Root;
  next?: Root | null;
  suites?: readonly [Suite, ...Suite[]];
  sodium?: SodiumChoice;
  now: () => number;
}): Promise<Vault> {
  const { database, audit, root, next = null, suites = ["xc20p", "a256gcm"], now } = options;
  await chooseSodium(options.sodium);
  const roots = await openRootRing({ database, root, next, now });
  const captureKeys = await openCaptureKeys({ database, audit, roots, suites, now });
  const keks = createKeks({ database, audit, roots, now });
  const [suite] = suites;
  const codes = createCodeStore({ now, suite });
  const guesses = createGuessCap({ database, now });
  return {
    captureKeys,
    codes,
    prepare: (request) => prepareRecord(request, { audit, keks, codes, suite, now: now() }),
    keysChanged: () => keks.forget(),
    keysDestroyed: () => keks.wipe(),
    isThere: (name) => isThere(name, database),
    open: (request) => openValue(request, { database, audit, keks, codes, guesses, now: now() }),
    use: (name) => createUse(name, { database, audit, keks, codes, guesses, now }),
    settle: (settlement) => settleUse(settlement, { database, audit, codes, now: now() }),
    async erase(request) {
      codes.burn(request);
      return await eraseRecord(request, { database, audit, now: now() });
    },
    shred: (request) => shred(request, { database, audit, codes, now: now() }),
    exportSubject: (request) => exportSubject(request, { database, audit, now: now() }),
    retention: () => retentionReport(database, now()),
    renewKeys: (request) => renewKeks(request, { database, audit, keks, now }),
    rewrap: () => rewrapDeks({ database, audit, keks, now }),
    rotateRoot: (by) => rotateRoot({ database, audit, roots, now, by }),
    async sweep({ erasing } = { erasing: true }) {
      codes.sweep();
      await roots.refresh();
      await captureKeys.maintain();
      await rotateRoot({ database, audit, roots, now, by: null });
      await rewrapDeks({ database, audit, keks, now });
      return erasing ? await sweepRecords({ database, audit, now: now() }) : [];
    },
    health: () => roots.current().health(),
    close() {
      captureKeys.wipe();
      keks.wipe();
      codes.wipe();
      roots.close();
    },
  };
}
