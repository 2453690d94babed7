import { createHash, generateKeyPairSync } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mountable, mountSmallDisk } from "../test/small-disk.ts";
import {
  createKeyFolder,
  isDiskFull,
  lockFolder,
  makeDataFolder,
  processState,
  readKeyFolder,
  writeAtomically,
} from "./index.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-service-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

test("a second process on the folder is told which one holds it and what to set", async () => {
  const lock = await lockFolder(folder, { setting: "ASIDE_DATA" });
  await expect(lockFolder(folder, { setting: "ASIDE_DATA" })).rejects.toMatchObject({
    code: "folder_locked",
    message: `the data folder ${folder} is in use by process ${process.pid}: stop it, or set ASIDE_DATA to another folder`,
  });
  await lock.release();
  await (await lockFolder(folder, { setting: "ASIDE_DATA" })).release();
  expect(await readdir(folder)).toEqual([]);
});

test("the lock of a dead process, and of one whose id was given to another since, is taken over", async () => {
  for (const stale of [
    `${await deadPid()} started 1 aa\n`,
    `${process.pid} started 1 aa\n`,
    "",
    "garbage\n",
  ]) {
    await writeFile(join(folder, "aside.lock"), stale);
    const lock = await lockFolder(folder, { setting: "ASIDE_DATA" });
    expect(await readFile(join(folder, "aside.lock"), "utf8")).toMatch(
      new RegExp(`^${process.pid} `),
    );
    await lock.release();
  }
});

test("of many starters over a stale lock, exactly one wins, also where one died while it took over", async () => {
  const stale = `${await deadPid()} started 1 aa\n`;
  const claim = `aside.lock.${createHash("sha256").update(stale).digest("hex").slice(0, 12)}`;
  for (let round = 0; round < 20; round += 1) {
    await writeFile(join(folder, "aside.lock"), stale);
    if (round % 2 === 1) await writeFile(join(folder, claim), `${await deadPid()} started 1 bb\n`);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => lockFolder(folder, { setting: "ASIDE_DATA" })),
    );
    const won = tries.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : []));
    expect(won).toHaveLength(1);
    await won[0]?.release();
    expect(await readdir(folder)).toEqual([]);
  }
});

test("a folder that cannot be made names the setting", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(
    lockFolder(join(folder, "file", "data"), { setting: "ASIDE_DATA" }),
  ).rejects.toMatchObject({
    code: "folder_unusable",
    message: expect.stringContaining("set ASIDE_DATA to a folder"),
  });
});

test("a file is replaced whole, readable by its owner only", async () => {
  const path = join(folder, "key");
  await writeAtomically(path, "one");
  await chmod(path, 0o644);
  await writeAtomically(path, "two");
  expect([await readFile(path, "utf8"), (await stat(path)).mode & 0o777]).toEqual(["two", 0o600]);
  expect(await readdir(folder)).toEqual(["key"]);
});

test("a write that fails leaves the old content, and no rest", async () => {
  await mkdir(join(folder, "taken"));
  await expect(writeAtomically(join(folder, "taken"), "new")).rejects.toMatchObject({
    code: "EISDIR",
  });
  expect(await readdir(folder)).toEqual(["taken"]);
});

test("what is no file is written to, and stays what it is", async () => {
  const pipe = join(folder, "pipe");
  await once(spawn("sh", ["-c", `mkfifo "$0"`, pipe], { stdio: "ignore" }), "exit");
  const [heard] = await Promise.all([readFile(pipe, "utf8"), writeAtomically(pipe, "a word")]);
  expect(heard).toBe("a word");
  expect((await stat(pipe)).isFIFO()).toBe(true);
  expect(await readdir(folder)).toEqual(["pipe"]);
});

test("a folder of keys gets one where it has none, gives all, and names the one that is none", async () => {
  const keys = join(folder, "keys");
  const broken = (path: string) => new Error(`broken: ${path}`);
  await createKeyFolder(keys);
  await createKeyFolder(keys);
  expect([(await stat(keys)).mode & 0o777, await readdir(keys)]).toEqual([0o700, ["001.pem"]]);
  expect((await stat(join(keys, "001.pem"))).mode & 0o777).toBe(0o600);
  const [first] = await readKeyFolder(keys, broken);
  const other = generateKeyPairSync("ed25519").privateKey;
  await writeFile(join(keys, "002.pem"), other.export({ type: "pkcs8", format: "pem" }));
  const both = await readKeyFolder(keys, broken);
  expect(both.map((key) => [key.equals(other), first !== undefined && key.equals(first)])).toEqual([
    [false, true],
    [true, false],
  ]);
  const { privateKey } = generateKeyPairSync("x25519");
  await writeFile(join(keys, "003.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  await expect(readKeyFolder(keys, broken)).rejects.toThrow(`broken: ${join(keys, "003.pem")}`);
});

test("a full disk is told from other faults", () => {
  const codes = ["ENOSPC", "EDQUOT", "53100", "EIO"];
  expect(codes.filter((code) => isDiskFull(Object.assign(new Error("x"), { code })))).toEqual(
    codes.slice(0, 3),
  );
});

test("a dead process is dead, a zombie too", async () => {
  expect(processState(process.pid)).toMatch(/^started \d+$/);
  expect(processState(await deadPid())).toBe("dead");
  const { shell, child } = await startParent();
  try {
    shell.stdin.end();
    await expect
      .poll(() => readFile(`/proc/${child}/stat`, "utf8"), { timeout: 10_000 })
      .toContain(") Z ");
    expect(processState(child)).toBe("dead");
  } finally {
    shell.kill("SIGKILL");
  }
});

/** A process that never reaps, with a child that ends when the parent's stdin does: from then on the child is a zombie. */
async function startParent() {
  const script = "exec 3<&0; (read line <&3) & echo $!; exec sleep 60";
  const shell = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "ignore"] });
  const [line] = await once(shell.stdout, "data");
  // Only once it is `sleep`: the shell itself might reap.
  await expect
    .poll(() => readFile(`/proc/${shell.pid}/comm`, "utf8"), { timeout: 10_000 })
    .toBe("sleep\n");
  return { shell, child: Number(String(line)) };
}

test("a data folder that is missing is made, others may only pass through it, and one that cannot be is told with its setting", async () => {
  const data = join(folder, "a", "data");
  await makeDataFolder(data, "ASIDE_DATA");
  await makeDataFolder(data, "ASIDE_DATA");
  expect((await stat(data)).mode & 0o777).toBe(0o711);
  await writeFile(join(folder, "file"), "");
  await expect(makeDataFolder(join(folder, "file", "data"), "ASIDE_DATA")).rejects.toMatchObject({
    code: "folder_unusable",
    message: `the data folder ${join(folder, "file", "data")} cannot be used (ENOTDIR): set ASIDE_DATA to a folder this user can write`,
  });
});

test.runIf(mountable)(
  "of a first key that cannot be written nothing is left, and with space again there is one",
  async () => {
    const disk = await mountSmallDisk("1m");
    const keys = join(disk.folder, "keys");
    await mkdir(keys);
    disk.fill();
    await expect(createKeyFolder(keys)).rejects.toMatchObject({ code: "disk_full" });
    expect(await readdir(keys)).toEqual([]);
    disk.free();
    await createKeyFolder(keys);
    expect(await readdir(keys)).toEqual(["001.pem"]);
    expect((await stat(join(keys, "001.pem"))).mode & 0o777).toBe(0o600);
    const [key] = await readKeyFolder(keys, () => new Error("broken"));
    expect(key?.asymmetricKeyType).toBe("ed25519");
    await disk.remove();
  },
);
