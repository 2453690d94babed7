import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, processState } from "@aside/service";
import { DatabaseError } from "./errors.ts";
import { explainInitdb } from "./explain-initdb.ts";
import { isPostmasterOf, readPostmaster } from "./postmaster.ts";
import { ownFolder, type RunAs } from "./run-as.ts";

/** The role that owns an embedded cluster. */
export const ownerRole = "aside_owner";
const majorVersion = "18";
/**
 * Of each file of the write-ahead log. A new one is filled with zeros and synced while every commit waits, until the first checkpoint leaves old ones
 * to use again. Of 14,000 commits of a busy journal, by turns with the usual 16 MB: 9 instead of 17 took longer than 10 ms, p99.9 8.7 instead of 15.5 ms.
 */
const walSegmentMegabytes = 1;

/** Where things are, for the functions of this file. */
export interface Place {
  readonly binaries: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly socketFolder: string;
  readonly user: RunAs;
}

/**
 * Creates the cluster when there is none: beside its place first, so that a kill in between leaves no half one.
 *
 * @throws {DatabaseError} `wrong_version`, `disk_full`, `start_failed`
 */
export async function ensureCluster(place: Place): Promise<void> {
  const version = await versionOf(place.cluster);
  if (version === majorVersion) return;
  if (version !== undefined) {
    const message = `${place.cluster} was written by PostgreSQL ${version} and this is ${majorVersion}: export it with that version, then move the folder away`;
    throw new DatabaseError("wrong_version", message);
  }
  const draft = `${place.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await ownFolder(draft, place.user);
  const options = ["-D", draft, "-U", ownerRole, "--auth=trust", "--encoding=UTF8", "--no-locale"];
  options.push("--data-checksums", `--wal-segsize=${walSegmentMegabytes}`);
  const child = spawn(join(place.binaries, "bin", "initdb"), options, {
    ...place.user,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data) => (said = `${said}${data}`.slice(-4000)));
  // Not at its exit: what it said may still be on its way.
  const [code] = await once(child, "close").catch((error: unknown) => [error]);
  if (code !== 0) {
    await rm(draft, { recursive: true, force: true });
    throw explainInitdb(said, code);
  }
  await rename(draft, place.cluster);
}

/**
 * Starts PostgreSQL in a session of its own, so that neither a Ctrl-C in our terminal nor our own death ends it, and waits until
 * it accepts connections.
 *
 * @param settings added to, or instead of, those below
 * @throws {DatabaseError} `start_failed`
 */
export async function startPostmaster(
  place: Place,
  settings: Readonly<Record<string, string>> = {},
): Promise<number> {
  const output = await openLog(place);
  const all = { ...safeSettings(place), ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(place.binaries, "bin", "postgres"), ["-D", place.cluster, ...options], {
    ...place.user,
    cwd: place.cluster,
    env: environment,
    detached: true,
    stdio: ["ignore", output.fd, output.fd],
  });
  child.on("error", () => undefined);
  child.unref();
  await output.close();
  if (child.pid === undefined) throw failedAt(place);
  await untilReady(place, child.pid);
  return child.pid;
}

/** Waits until a PostgreSQL of the cluster accepts connections. @throws {DatabaseError} `start_failed` */
export async function untilReady(place: Place, pid: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await readPostmaster(place.cluster);
    if (
      found?.pid === pid &&
      found.status === "ready" &&
      (await isPostmasterOf(place.cluster, pid))
    )
      return;
    if (processState(pid) === "dead" || Date.now() > deadline) throw failedAt(place);
    await delay(5);
  }
}

/** PostgreSQL gets no environment of ours: it may hold keys. */
const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

function safeSettings(place: Place): Record<string, string> {
  return {
    listen_addresses: "",
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: "0700",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    // PostgreSQL's own default. With a quarter of it a busy journal's backends wrote out as many pages as they filled; what is not used is not resident.
    shared_buffers: "128MB",
    max_connections: "60",
    wal_level: "minimal",
    max_wal_senders: "0",
    io_method: "sync",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // An error's text and its statement may hold a row's values: neither is written.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_statement: "none",
    log_checkpoints: "off",
  };
}

async function openLog(place: Place) {
  const size = await stat(place.logFile).then(
    (found) => found.size,
    () => 0,
  );
  return await open(place.logFile, size > 1_000_000 ? "w" : "a", 0o600);
}

async function versionOf(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function failedAt(place: Place): DatabaseError {
  return new DatabaseError(
    "start_failed",
    `the embedded PostgreSQL did not start: see ${place.logFile}`,
  );
}
