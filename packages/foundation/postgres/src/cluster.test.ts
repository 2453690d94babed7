import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ensureCluster } from "./cluster.ts";

test("where initdb cannot be started, that is said, and nothing is left", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aside-cluster-"));
  const place = {
    binaries: join(folder, "nothing"),
    cluster: join(folder, "postgres"),
    logFile: join(folder, "log"),
    socketFolder: folder,
    user: {},
  };
  await expect(ensureCluster(place)).rejects.toMatchObject({
    name: "DatabaseError",
    code: "start_failed",
    message: "initdb ended with ENOENT: ",
  });
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
