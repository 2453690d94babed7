import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): Promise<void>;
}

/** Only root may mount one. */
export const mountable = process.platform === "linux" && process.getuid?.() === 0 && mounts();

/** @param size as of `mount`: `120m` */
export async function mountSmallDisk(size: string): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "aside-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=0711`, "tmpfs", folder]);
  const filler = join(folder, "filler");
  return {
    folder,
    fill() {
      writeFileSync(filler, "");
      for (let block = 1 << 20; block >= 512; block /= 2) {
        const zeroes = Buffer.alloc(block);
        try {
          for (;;) appendFileSync(filler, zeroes);
        } catch {
          // Full for this size of block; a smaller one may still fit.
        }
      }
    },
    free: () => rmSync(filler),
    async remove() {
      execFileSync("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function mounts(): boolean {
  if (!existsSync("/bin/mount") && !existsSync("/usr/bin/mount")) return false;
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", tmpdir()], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
