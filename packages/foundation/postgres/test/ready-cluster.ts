import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureCluster } from "../src/cluster.ts";
import { placeOf } from "../src/embedded.ts";

const run = promisify(execFile);
const READY = "READY_CLUSTER";

/**
 * Makes one cluster for a whole run of tests, for `placeCluster` to copy: initdb takes more than a second of processor time, a copy a tenth of it.
 *
 * @returns removes it
 */
export async function makeReadyCluster(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "aside-ready-"));
  await chmod(folder, 0o711);
  const place = await placeOf(folder);
  await ensureCluster(place);
  process.env[READY] = place.cluster;
  return async () => {
    delete process.env[READY];
    await rm(place.socketFolder, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}

/** Puts a copy into a server's data folder; where none was made, the server runs initdb itself. */
export async function placeCluster(dataDir: string): Promise<void> {
  const ready = process.env[READY];
  if (ready === undefined) return;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await run("cp", ["-a", ready, join(dataDir, "postgres")]);
}
