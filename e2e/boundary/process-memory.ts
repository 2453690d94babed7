import { open, readFile } from "node:fs/promises";
import { encodings } from "./search.ts";
import { seekAll } from "./seek.ts";

const CHUNK = 16 * 1_024 * 1_024;
/** Longer than any value in any encoding: what begins in one chunk ends in it. */
const OVERLAP = 1_024;

/** Values that begin alike, so that memory is searched for their beginning once and not for each of them. */
export interface Family {
  readonly name: string;
  readonly start: string;
  readonly values: readonly string[];
}

/** How many different values of each family are in a process's memory, in any of the eight encodings (Linux: `/proc/PID/mem`). */
export async function countInMemory(
  pid: number,
  families: readonly Family[],
): Promise<Record<string, number>> {
  const found = new Map(families.map(({ name }) => [name, new Set<string>()]));
  const searches = families.flatMap((family) => {
    const wanted = family.values.map((value) => ({ value, forms: encodings(value) }));
    return encodings(family.start).flatMap(({ needles }, encoding) =>
      needles.map((needle) => ({ family, needle, encoding, wanted })),
    );
  });
  const seek = seekAll(searches.map(({ needle }) => needle));
  for await (const chunk of memoryOf(pid)) {
    for (const { index, at } of seek(chunk)) {
      const search = searches[index];
      if (search === undefined) continue;
      const { family, encoding, wanted } = search;
      const around = chunk.subarray(Math.max(0, at - 8), at + OVERLAP / 2);
      for (const { value, forms } of wanted) {
        if (found.get(family.name)?.has(value)) continue;
        const here = forms[encoding]?.needles.some((form) => startsNear(around, form));
        if (here) found.get(family.name)?.add(value);
      }
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, values.size]));
}

function startsNear(around: Buffer, form: Buffer): boolean {
  const at = around.indexOf(form);
  return at >= 0 && at <= 16;
}

/** Whether this user may look into a process that it started: root may, and so may others unless `kernel.yama.ptrace_scope` is above 1. */
export async function mayReadMemory(pid: number): Promise<boolean> {
  const memory = await open(`/proc/${pid}/mem`, "r").catch(() => null);
  await memory?.close();
  return memory !== null;
}

async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  const maps = (await readFile(`/proc/${pid}/maps`, "utf8")).split("\n");
  const memory = await open(`/proc/${pid}/mem`, "r");
  try {
    for (const line of maps) {
      const [, from, to, mode] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? [];
      if (from === undefined || to === undefined || !mode?.startsWith("rw")) continue;
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += CHUNK) {
        const length = Math.min(CHUNK + OVERLAP, end - at);
        const buffer = Buffer.allocUnsafe(length);
        const read = await memory.read(buffer, 0, length, at).catch(() => null);
        if (read) yield buffer.subarray(0, read.bytesRead);
      }
    }
  } finally {
    await memory.close();
  }
}
