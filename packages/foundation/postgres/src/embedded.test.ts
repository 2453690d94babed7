import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processState } from "@aside/service";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ensureCluster, startPostmaster } from "./cluster.ts";
import { placeOf } from "./embedded.ts";
import { openDatabase, type Database, type MigrationSet } from "./index.ts";
import { isGone, readPostmaster } from "./postmaster.ts";

const migrations: MigrationSet[] = [
  {
    set: "test",
    steps: [
      {
        name: "001-note",
        sql: "create table note (tenant text not null, text text); select aside_protect('note'); grant select, insert on note to {{app}}",
      },
    ],
  },
];

let dataDir = "";
const opened: Database[] = [];
const events: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "aside-postgres-"));
  events.length = 0;
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
  const left = await readPostmaster(join(dataDir, "postgres"));
  if (left !== undefined && processState(left.pid) !== "dead") {
    process.kill(left.pid, "SIGQUIT");
    await isGone(left.pid, 10_000);
  }
  await rm(dataDir, { recursive: true, force: true });
});

async function open(folder = dataDir): Promise<Database> {
  const database = await openDatabase({
    name: "test",
    dataDir: folder,
    migrations,
    log: (event, fields) => {
      events.push(fields !== undefined && "how" in fields ? `${event}: ${fields.how}` : event);
    },
  });
  opened.push(database);
  return database;
}

async function write(database: Database, text: string): Promise<void> {
  await database.withTenant("demo", (sql) => sql`insert into note values ('demo', ${text})`);
}

async function notes(database: Database): Promise<unknown[]> {
  return await database.withTenant("demo", async (sql) => {
    const rows = await sql<{ text: string }[]>`select text from note order by text`;
    return rows.map((row) => row.text);
  });
}

async function pidOf(folder = dataDir): Promise<number> {
  return (await readPostmaster(join(folder, "postgres")))?.pid ?? 0;
}

test("starts once, stops with the last who uses it, keeps what was written", async () => {
  const [first, second] = await Promise.all([open(), open()]);
  const pid = await pidOf();
  await write(first, "one");
  await first.close();
  expect(processState(pid)).not.toBe("dead");
  expect(await notes(second)).toEqual(["one"]);
  await second.close();
  expect(processState(pid)).toBe("dead");
  opened.length = 0;
  expect(await notes(await open())).toEqual(["one"]);
  expect(events.filter((event) => event.startsWith("database"))).toEqual([
    expect.stringMatching(/^database opened: (started|adopted)$/),
    expect.stringMatching(/^database opened: (started|adopted)$/),
    "database closed: left running",
    "database closed: stopped",
    "database opened: started",
  ]);
  expect(events.filter((event) => event === "database opened: started")).toHaveLength(2);
});

test("a PostgreSQL left behind by a killed process is adopted, a kill -9 of it is survived", async () => {
  const place = await placeOf(dataDir);
  await ensureCluster(place);
  const orphan = await startPostmaster(place);
  const database = await open();
  expect(events.at(-1)).toBe("database opened: adopted");
  expect(await pidOf()).toBe(orphan);
  await write(database, "acknowledged");
  process.kill(orphan, "SIGKILL");
  await expect.poll(() => events.at(-1), { timeout: 15_000 }).toBe("postgres back");
  expect(await notes(database)).toEqual(["acknowledged"]);
  expect(await pidOf()).not.toBe(orphan);
});

test("locks of a PostgreSQL that is a zombie are cleared", async () => {
  const place = await placeOf(dataDir);
  await ensureCluster(place);
  // A process that never reaps, with a child that ends when its stdin does: a zombie, as below a PID 1 that does not reap.
  const script = "exec 3<&0; (read line <&3) & echo $!; exec sleep 60";
  const shell = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "ignore"] });
  const [line] = await once(shell.stdout, "data");
  const zombie = Number(String(line));
  try {
    const comm = `/proc/${shell.pid}/comm`;
    await expect.poll(() => readFile(comm, "utf8"), { timeout: 10_000 }).toBe("sleep\n");
    shell.stdin.end();
    await expect.poll(() => processState(zombie), { timeout: 10_000 }).toBe("dead");
    expect(await readFile(`/proc/${zombie}/stat`, "utf8")).toContain(") Z ");
    const lock = `${zombie}\n${place.cluster}\n1\n5432\n${place.socketFolder}\n\n 1 1\nready\n`;
    await writeFile(join(place.cluster, "postmaster.pid"), lock);
    await writeFile(join(place.socketFolder, ".s.PGSQL.5432.lock"), lock);
    const database = await open();
    await write(database, "one");
    expect(await notes(database)).toEqual(["one"]);
  } finally {
    shell.kill("SIGKILL");
  }
});

test("a lock that names a living stranger is not obeyed, and the stranger is left alone", async () => {
  const place = await placeOf(dataDir);
  await ensureCluster(place);
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  try {
    await writeFile(
      join(place.cluster, "postmaster.pid"),
      `${stranger.pid}\n${place.cluster}\n1\n5432\n/x\n\n\nready\n`,
    );
    await (await open()).close();
    opened.length = 0;
    expect(processState(stranger.pid ?? 0)).not.toBe("dead");
  } finally {
    stranger.kill("SIGKILL");
  }
});

test("no commit waits for more than one megabyte of the log's next file", async () => {
  const database = await open();
  const [row] = await database.withTenant("demo", (sql) => sql`show wal_segment_size`);
  expect(row).toEqual({ wal_segment_size: "1MB" });
});

test("[CAP2] a running PostgreSQL that does not fsync is refused", async () => {
  const place = await placeOf(dataDir);
  await ensureCluster(place);
  await startPostmaster(place, { fsync: "off", full_page_writes: "off" });
  await expect(open()).rejects.toMatchObject({
    code: "unsafe_durability",
    who: "operator",
    message: expect.stringContaining("fsync, full_page_writes off"),
  });
});

test("the socket is closed to others and lies where its path is short enough", async () => {
  const deep = join(dataDir, "a".repeat(60), "b".repeat(40));
  await mkdir(deep, { recursive: true, mode: 0o711 });
  await chmod(join(dataDir, "a".repeat(60)), 0o711);
  await chmod(dataDir, 0o711);
  const place = await placeOf(deep);
  expect(place.socketFolder).toMatch(/aside-pg-[0-9a-f]{20}$/);
  const database = await open(deep);
  await write(database, "one");
  expect((await stat(place.socketFolder)).mode & 0o777).toBe(0o700);
  await database.close();
  opened.length = 0;
  await rm(place.socketFolder, { recursive: true });
});

test("[BND2] neither an error's text nor its statement reaches PostgreSQL's log", async () => {
  const database = await open();
  const canary = "4111111111111111";
  await expect(
    database.withTenant("demo", (sql) => sql`select ${`x${canary}`}::text::int`),
  ).rejects.toMatchObject({ code: "22P02" });
  await expect(
    database.withTenant("demo", (sql) => sql.unsafe(`select '${canary}' from`)),
  ).rejects.toMatchObject({
    code: "42601",
  });
  const log = await readFile(join(dataDir, "postgres.log"), "utf8");
  expect(log).toContain("ready to accept connections");
  expect(log).not.toContain(canary);
});

test("a platform without binaries is told what to do; nothing else is tried", async () => {
  vi.spyOn(process, "arch", "get").mockReturnValue("s390x");
  await expect(open()).rejects.toMatchObject({
    code: "no_database",
    message: expect.stringMatching(
      /no embedded PostgreSQL for \w+-s390x here.*set the database URL/,
    ),
  });
  await expect(openDatabase({ name: "test", migrations })).rejects.toMatchObject({
    code: "no_database",
  });
});

test.runIf(process.getuid?.() === 0)(
  "a folder that PostgreSQL's user may not reach is named",
  async () => {
    const closed = join(dataDir, "closed");
    const inside = join(closed, "data");
    await mkdir(inside, { recursive: true });
    await chmod(dataDir, 0o711);
    await chmod(closed, 0o700);
    await expect(open(inside)).rejects.toMatchObject({
      code: "folder_unreachable",
      message: expect.stringContaining(`may not enter ${closed}:`),
    });
  },
);
