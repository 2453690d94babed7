import { open, readdir, readFile, rm } from "node:fs/promises";
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
    if (file === undefined || !(await isWhole(join(folder, file)))) continue;
    const text = await readFile(join(folder, file), "utf8");
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

/** What of V8's heap snapshot is read here. `nodes` holds as many numbers a node as it has fields; a name is a place in `strings`. */
interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [types: readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** The strings of a heap, each between two zeros. Beside them the snapshot's table has every number up to some thousands, as names of links: those are left out. */
function stringsOf(name: string, text: string): Sink {
  const { snapshot, nodes, strings }: Snapshot = JSON.parse(text);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const typeAt = fields.indexOf("type");
  const nameAt = fields.indexOf("name");
  const isString = types[0].map((type) => type.endsWith("string"));
  const held = new Set<number>();
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (isString[nodes[node + typeAt] ?? 0]) held.add(nodes[node + nameAt] ?? 0);
  }
  const told = strings.filter((string, place) => held.has(place) || !/^\d{1,6}$/.test(string));
  return { name, bytes: Buffer.from(`\0${told.join("\0")}\0`, "utf8") };
}

/** Whether a snapshot was written to its end. */
async function isWhole(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return buffer.toString("latin1", 0, bytesRead).trimEnd().endsWith("}");
  } finally {
    await file.close();
  }
}

async function snapshots(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".heapsnapshot"));
}
