import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { wait } from "../system/wait.ts";
import type { Sink } from "./search.ts";

/**
 * Every string in the heap of a Node process after a forced collection. The process must run with
 * `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=<folder>`.
 */
export async function heapOfProcess(name: string, pid: number, folder: string): Promise<Sink> {
  const before = new Set(await snapshots(folder));
  process.kill(pid, "SIGUSR2");
  for (let tries = 0; tries < 600; tries += 1) {
    await wait(100);
    const file = (await snapshots(folder)).find((one) => !before.has(one));
    const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
    if (file === undefined || !text.trimEnd().endsWith("}")) continue;
    await rm(join(folder, file));
    return stringsOf(name, text);
  }
  throw new Error(`no heap snapshot of ${name}`);
}

/** Every string in the heap of a page's main frame, after a forced collection. Frames of other sites have heaps of their own. */
export async function heapOfPage(name: string, page: Page): Promise<Sink> {
  const client = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  client.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await client.send("HeapProfiler.collectGarbage");
  await client.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await client.detach();
  return stringsOf(name, chunks.join(""));
}

function stringsOf(name: string, text: string): Sink {
  const { strings }: { strings: string[] } = JSON.parse(text);
  return { name, bytes: Buffer.from(strings.join("\0"), "utf8") };
}

async function snapshots(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".heapsnapshot"));
}
