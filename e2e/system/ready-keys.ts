import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { COLLECTOR, GATEWAY } from "./programs.ts";

const run = promisify(execFile);
const READY = "READY_KEYS";

/**
 * Makes both servers' private keys once for a whole run of tests, for `placeKeys` to copy: two processes less for each system.
 *
 * @returns removes them
 */
export async function makeReadyKeys(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "aside-keys-"));
  await makeKeys({ ASIDE_DATA: folder, ASIDE_DEMO: "1" });
  process.env[READY] = folder;
  return async () => {
    delete process.env[READY];
    await rm(folder, { recursive: true, force: true });
  };
}

/** Puts a copy into a system's data folder; where none were made, the servers' own commands make them there. */
export async function placeKeys(env: Readonly<Record<"ASIDE_DATA", string>>): Promise<void> {
  const ready = process.env[READY];
  if (ready === undefined) return await makeKeys(env);
  await cp(ready, env.ASIDE_DATA, { recursive: true });
}

async function makeKeys(env: Readonly<Record<string, string>>): Promise<void> {
  for (const main of [COLLECTOR, GATEWAY])
    await run(process.execPath, [main, "keys"], { env: { ...process.env, ...env } });
}
