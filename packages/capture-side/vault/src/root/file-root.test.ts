import { chmod, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRootFile, openRootFile } from "./file-root.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-root-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("openRootFile", () => {
  test("is made once, readable to its owner only", async () => {
    const path = join(folder, "keys", "root.key");
    expect([await createRootFile(path), await createRootFile(path)]).toEqual([true, false]);
    const { mode, size } = await stat(path);
    expect([mode & 0o777, size]).toEqual([0o600, 32]);
    expect((await stat(join(folder, "keys"))).mode & 0o777).toBe(0o700);
  });

  test("a file that others can read, a short one, a link, none: root_unreadable", async () => {
    const refused = expect.objectContaining({ code: "root_unreadable", who: "operator" });
    await createRootFile(join(folder, "open"));
    await chmod(join(folder, "open"), 0o640);
    await writeFile(join(folder, "short"), "x", { mode: 0o600 });
    await createRootFile(join(folder, "good"));
    await symlink(join(folder, "good"), join(folder, "link"));
    for (const name of ["open", "short", "link", "none"]) {
      await expect(openRootFile(join(folder, name))).rejects.toEqual(refused);
    }
  });
});
