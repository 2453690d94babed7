import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, lockFolder, processState, ServiceError, type FolderLock } from "@aside/service";
import { findBinaries } from "./binaries.ts";
import { ensureCluster, startPostmaster, untilReady, type Place } from "./cluster.ts";
import { clearStale, isGone, isPostmasterOf, readPostmaster } from "./postmaster.ts";
import { letPass, runAs } from "./run-as.ts";
import { makeSocketFolder, socketFolder } from "./socket-folder.ts";

export interface Embedded {
  readonly socketFolder: string;
  readonly how: "started" | "adopted";
  /** The process that runs now; it changes when PostgreSQL died and was started again. */
  pid(): number;
  /** Ends supervision; stops PostgreSQL (fast shutdown) unless `inUse` says that another process still uses it. */
  stop(inUse: () => Promise<boolean>): Promise<"left running" | "stopped">;
}

/** What the supervisor tells while it watches. */
export interface Watcher {
  gone(): void;
  back(ms: number): void;
  notBack(error: unknown): void;
}

/**
 * Runs the embedded PostgreSQL of a data folder: adopts the one that runs there, else starts it; starts it again when it dies.
 *
 * @param dataDir our data folder; the cluster lies in `postgres` below it
 */
export async function startEmbedded(dataDir: string, watcher: Watcher): Promise<Embedded> {
  let place = await placeOf(dataDir);
  let running = await underLock(dataDir, () => ensureRunning(place));
  const { how } = running;
  // One that was adopted keeps the socket it was started with.
  place = { ...place, socketFolder: running.socketFolder };
  let stopped = false;
  let restarting: Promise<void> | undefined;

  const restart = async () => {
    const began = Date.now();
    watcher.gone();
    try {
      running = await underLock(dataDir, () => ensureRunning(place));
      watcher.back(Date.now() - began);
    } catch (error) {
      watcher.notBack(error);
      await delay(1000, undefined, { ref: false });
    }
  };
  const watch = setInterval(() => {
    if (stopped || restarting !== undefined || processState(running.pid) !== "dead") return;
    restarting = restart().finally(() => (restarting = undefined));
  }, 250).unref();

  return {
    socketFolder: place.socketFolder,
    how,
    pid: () => running.pid,
    async stop(inUse) {
      stopped = true;
      clearInterval(watch);
      await restarting;
      return await underLock(dataDir, async () => {
        if (await inUse()) return "left running";
        if (await isPostmasterOf(place.cluster, running.pid)) process.kill(running.pid, "SIGINT");
        await isGone(running.pid, 30_000);
        return "stopped";
      });
    },
  };
}

/** Where the parts of a data folder's PostgreSQL are; makes what is missing but the cluster. */
export async function placeOf(dataDir: string): Promise<Place> {
  const user = runAs();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await letPass(dataDir, user);
  const sockets = socketFolder(dataDir);
  await makeSocketFolder(sockets, user);
  return {
    binaries: await findBinaries(dataDir, user),
    cluster: join(dataDir, "postgres"),
    logFile: join(dataDir, "postgres.log"),
    socketFolder: sockets,
    user,
  };
}

interface Running {
  readonly pid: number;
  readonly how: "started" | "adopted";
  readonly socketFolder: string;
}

async function ensureRunning(place: Place): Promise<Running> {
  const found = await readPostmaster(place.cluster);
  if (found !== undefined && (await isPostmasterOf(place.cluster, found.pid))) {
    if (found.status !== "stopping") {
      await untilReady(place, found.pid);
      return { pid: found.pid, how: "adopted", socketFolder: found.socketFolder };
    }
    await isGone(found.pid, 30_000);
  }
  await ensureCluster(place);
  await clearStale(place.cluster, place.socketFolder);
  return { pid: await startPostmaster(place), how: "started", socketFolder: place.socketFolder };
}

/** One starter or stopper at a time for a data folder, over all processes. */
async function underLock<T>(dataDir: string, action: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(dataDir);
  try {
    return await action();
  } finally {
    await lock.release();
  }
}

async function waitForLock(dataDir: string): Promise<FolderLock> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    try {
      return await lockFolder(dataDir, { name: "postgres-starter.lock", setting: "ASIDE_DATA" });
    } catch (error) {
      const held = error instanceof ServiceError && codeOf(error) === "folder_locked";
      if (!held || Date.now() > deadline) throw error;
      await delay(25);
    }
  }
}
