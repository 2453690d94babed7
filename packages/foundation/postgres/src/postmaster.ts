import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, processState } from "@aside/service";
import { DatabaseError } from "./errors.ts";
import { socketPath } from "./socket-folder.ts";

export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly status: string;
}

/** What `postmaster.pid` says (miscadmin.h, LOCK_FILE_LINE_*); undefined when there is none or it is half written. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  let text: string;
  try {
    text = await readFile(join(cluster, "postmaster.pid"), "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? "", status: (lines[7] ?? "").trim() };
}

/**
 * Whether a process is a living PostgreSQL of this cluster. Its working folder is the cluster's; the number in a lock file alone says
 * nothing, since ids are given again and a dead process may stay a zombie.
 */
export async function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  if (processState(pid) === "dead") return false;
  if (process.platform !== "linux") return true;
  return (await cwdOf(pid)) === (await realpath(cluster));
}

/**
 * Clears what a PostgreSQL that is gone left behind, once none of its backends runs any more.
 *
 * @throws {DatabaseError} `start_failed` when backends stay
 */
export async function clearStale(cluster: string, socketFolder: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (let left = await membersOf(cluster); left.length > 0; left = await membersOf(cluster)) {
    if (Date.now() > deadline) {
      const message = `processes ${left.join(", ")} of a PostgreSQL that is gone still use ${cluster}: end them`;
      throw new DatabaseError("start_failed", message);
    }
    await delay(20);
  }
  if (process.platform !== "linux") return;
  await rm(join(cluster, "postmaster.pid"), { force: true });
  await rm(`${socketPath(socketFolder)}.lock`, { force: true });
  await rm(socketPath(socketFolder), { force: true });
}

/** Waits until a process is gone. @returns false when it still runs after `ms` */
export async function isGone(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (processState(pid) !== "dead") {
    if (Date.now() > deadline) return false;
    await delay(10);
  }
  return true;
}

async function membersOf(cluster: string): Promise<number[]> {
  if (process.platform !== "linux") return [];
  const home = await realpath(cluster);
  const members: number[] = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const pid = Number(entry);
    if ((await cwdOf(pid)) === home && processState(pid) !== "dead") members.push(pid);
  }
  return members;
}

async function cwdOf(pid: number): Promise<string | undefined> {
  try {
    return await readlink(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
