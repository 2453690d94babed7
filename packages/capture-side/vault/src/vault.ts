import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { ready } from "@aside/seal";
import { type CaptureKeys, openCaptureKeys } from "./capture-keys.ts";
import { createCodeStore, type CodeStore } from "./code-store.ts";
import { eraseRecord, sweepRecords } from "./erase.ts";
import { createGuessCap } from "./guess-cap.ts";
import { createKeks } from "./keks.ts";
import { type OpenRequest, openValue } from "./open-value.ts";
import type { Plaintext } from "./plaintext.ts";
import { type PreparedRecord, prepareRecord, type RecordRequest } from "./prepare.ts";
import type { Root } from "./root.ts";
import { verifyRoot } from "./root-check.ts";
import { type Settlement, settleUse } from "./settle-use.ts";

/** The only place where values are kept and come back from. */
export interface Vault {
  readonly captureKeys: CaptureKeys;
  readonly codes: CodeStore;
  /** Encrypts a record for `vault_put`; nothing is written. */
  prepare(request: RecordRequest): Promise<PreparedRecord>;
  /** A value, recorded before it is read; the caller wipes it. See {@link openValue}. */
  open(request: OpenRequest): Promise<Plaintext>;
  /** Ends a use: burns the code and spends a one_time token, or frees it. See {@link settleUse}. */
  settle(settlement: Settlement): Promise<void>;
  erase(request: {
    tenant: string;
    token: string;
    actor: string;
    reference: string;
  }): Promise<boolean>;
  /** Erases what is over its time; rotates and forgets keys. Returns how many records went. */
  sweep(): Promise<number>;
  /** Zeroes every key in memory. */
  close(): void;
}

/**
 * Opens the vault on a database that has {@link vaultMigrations} and those of the audit log.
 *
 * @throws VaultError `wrong_root` before anything is written
 */
export async function openVault(options: {
  database: Database;
  audit: Recorder;
  root: Root;
  now: () => number;
}): Promise<Vault> {
  const { database, audit, root, now } = options;
  await ready();
  await verifyRoot(database, root);
  const captureKeys = await openCaptureKeys({ database, root, now });
  const keks = createKeks({ database, root });
  const codes = createCodeStore({ now });
  const guesses = createGuessCap({ now });
  return {
    captureKeys,
    codes,
    prepare: (request) => prepareRecord(request, { audit, keks, codes, now: now() }),
    open: (request) => openValue(request, { database, audit, keks, codes, guesses, now: now() }),
    settle: (settlement) => settleUse(settlement, { database, audit, codes, now: now() }),
    erase: (request) => eraseRecord(request, { database, audit, now: now() }),
    async sweep() {
      codes.sweep();
      await captureKeys.maintain();
      let erased = 0;
      for (let batch = 1_000; batch === 1_000; erased += batch) {
        batch = await sweepRecords({ database, audit, now: now() });
      }
      return erased;
    },
    close() {
      captureKeys.wipe();
      keks.wipe();
      codes.wipe();
    },
  };
}
