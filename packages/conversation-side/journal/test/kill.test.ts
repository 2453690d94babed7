import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openDatabase } from "@aside/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createJournal, journalMigrations, type Row } from "../src/index.ts";

let dataDir = "";
const children: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-kill-"));
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts a process that appends, and tells when it has had `count` acknowledgements. */
function startAppender(name: string, count: number, acknowledged: string[]) {
  const script = fileURLToPath(new URL("appender.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  let own = 0;
  const enough = new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      acknowledged.push(line);
      own += 1;
      if (own === count) resolve();
    });
    child.once("exit", () => reject(new Error("the appender ended by itself")));
  });
  const kill = async () => {
    const gone = once(child, "exit");
    const read = once(lines, "close");
    child.kill("SIGKILL");
    await Promise.all([gone, read]);
  };
  return { enough, kill };
}

test("[CAP2] no acknowledged row is lost by kill -9 of two appending processes and of PostgreSQL, and no gap is left", async () => {
  const acknowledged: string[] = [];
  for (const round of [1, 2]) {
    const pair = ["a", "b"].map((name) => startAppender(`${name}${round}`, 150, acknowledged));
    await Promise.all(pair.map((appender) => appender.enough));
    if (round === 2) {
      const [pid = ""] = (
        await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")
      ).split("\n");
      process.kill(Number(pid), "SIGKILL");
    }
    await Promise.all(pair.map((appender) => appender.kill()));
  }
  const database = await openDatabase({
    name: "gateway",
    dataDir,
    migrations: [journalMigrations],
  });
  const journal = createJournal(database);
  const positions = [0, 1, 2, 3, 4].map((index) => ({
    tenant: "demo",
    conversation: `c${index}`,
    after: 0,
  }));
  const rows = await journal.readMany(positions, 100_000);
  await journal.close();
  await database.close();

  const kept = new Set(rows.map((row) => `${row.conversation} ${row.clientId}`));
  expect(acknowledged.length).toBeGreaterThanOrEqual(600);
  expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
  expect(kept.size).toBe(rows.length);
  for (const { conversation } of positions) {
    const own = rows.filter((row) => row.conversation === conversation);
    expect(own.map((row) => row.seq)).toEqual(own.map((_, index) => index + 1));
  }
  expect(new Set(rows.map(writerOf))).toEqual(new Set(["a1", "b1", "a2", "b2"]));
}, 120_000);

function writerOf(row: Row): string {
  return (row.clientId ?? "").split("-")[0] ?? "";
}
