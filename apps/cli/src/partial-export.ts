import type { Hash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import {
  access,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, processState } from "@aside/service";
import * as z from "zod";
import { CliError } from "./errors.ts";

/** The body of `POST /v1/exports`. */
export type Asked = Readonly<Record<string, string | number>>;

/** What an interrupted export is continued by, beside its partial file. */
const resumeFile = z.strictObject({ id: z.string(), wish: z.record(z.string(), z.json()) });

/**
 * An export on its way to its place: `FILE.partial` with what there is of it, `FILE.resume.json` with whose bytes these
 * are. Under its own name it appears when it is whole.
 */
export function createPartialExport(out: string) {
  const [partial, resume, lock] = [`${out}.partial`, `${out}.resume.json`, `${out}.lock`];
  return {
    /** Before the gateway is asked for anything. A device or a folder is never put another file in the place of. */
    async checkPlace(): Promise<void> {
      const there = await stat(out === "" ? "." : out).catch(() => null);
      if (there !== null && !there.isFile())
        throw new CliError("cannot_write", `${out} is no file. Choose another place with --out.`);
      await access(dirname(out), constants.W_OK).catch((cause: unknown) => {
        throw notWritable(cause, out);
      });
    },
    /** Keeps every other process from writing here until it is released. What one that died has left is taken over. */
    async claim(): Promise<{ release(): Promise<void> }> {
      const mine = `${process.pid} ${processState(process.pid)}`;
      while (!(await created(lock, mine, out))) {
        const holder = await readFile(lock, "utf8").catch(() => "");
        const [pid = ""] = holder.split(" ");
        if (holder !== "" && holder === `${pid} ${processState(Number(pid))}`)
          throw new CliError(
            "cannot_write",
            `another export, process ${pid}, is writing ${out}. Wait for it, or choose another place with --out.`,
          );
        await rm(lock, { force: true });
      }
      return { release: () => rm(lock, { force: true }) };
    },
    /** The export that was interrupted here and how many bytes there are, if it was asked for the same. */
    async interrupted(asked: Asked): Promise<{ id: string; at: number } | null> {
      const before = resumeFile.safeParse(await jsonOf(resume));
      if (!before.success || JSON.stringify(before.data.wish) !== JSON.stringify(asked))
        return null;
      const at = (await stat(partial).catch(() => null))?.size ?? 0;
      return { id: before.data.id, at };
    },
    /** Another one begins here. */
    async begin(id: string, asked: Asked): Promise<void> {
      await rm(partial, { force: true });
      await writeFile(resume, JSON.stringify({ id, wish: asked }), { mode: 0o600 }).catch(
        (cause: unknown) => {
          throw notWritable(cause, out);
        },
      );
    },
    async hashStart(bytes: number, hash: Hash): Promise<void> {
      if (bytes === 0) return;
      for await (const piece of createReadStream(partial, { end: bytes - 1 })) hash.update(piece);
    },
    async open(at: number): Promise<FileHandle> {
      return await open(partial, at > 0 ? "a" : "w", 0o600).catch((cause: unknown) => {
        throw notWritable(cause, out);
      });
    },
    /** All of it, however often the system has to be asked. */
    async write(target: FileHandle, piece: Uint8Array): Promise<void> {
      await target.appendFile(piece).catch((cause: unknown) => {
        throw notWritable(cause, out);
      });
    },
    /** What was written is on the disk, not only in memory, before it gets its name. */
    async close(target: FileHandle): Promise<void> {
      await target
        .sync()
        .catch((cause: unknown) => {
          throw notWritable(cause, out);
        })
        .finally(() => target.close());
    },
    /** Where the manifest does not get onto the disk whole, an earlier export under this name keeps its own. */
    async complete(manifest: unknown): Promise<void> {
      const text = `${JSON.stringify(manifest, null, 2)}\n`;
      const written = `${out}.manifest.json.partial`;
      await writeFile(written, text, { mode: 0o600, flush: true })
        .then(() => rename(written, `${out}.manifest.json`))
        .then(() => rename(partial, out))
        .catch((cause: unknown) => {
          throw notWritable(cause, out);
        });
      await rm(resume, { force: true });
    },
    async forget(): Promise<void> {
      await rm(partial, { force: true });
      await rm(resume, { force: true });
    },
  };
}

export type PartialExport = ReturnType<typeof createPartialExport>;

/** False where it is there. */
async function created(path: string, text: string, out: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw notWritable(cause, out);
  }
}

async function jsonOf(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notWritable(cause: unknown, out: string): CliError {
  const code = codeOf(cause);
  const message =
    code === "disk_full"
      ? "the disk is full. Free some space and run the same command again: it goes on where it was."
      : `cannot write ${out} (${code}). Choose another place with --out.`;
  return new CliError("cannot_write", message, { cause });
}
