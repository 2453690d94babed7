import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { mountable, mountSmallDisk } from "../test/small-disk.ts";
import { createLog, type Log } from "./log.ts";

const events = {
  "capture ended": {
    level: "info",
    fields: { capture: "id", ms: "number", outcome: ["completed", "failed"], error: "code" },
  },
} as const;

function written(write: (log: Log<typeof events>) => void): unknown[] {
  const lines: string[] = [];
  write(
    createLog({
      name: "gateway",
      level: "info",
      events,
      destination: { write: (line) => void lines.push(line) },
    }),
  );
  return lines.map((line) => {
    const { pid: _pid, time: _time, ...rest } = JSON.parse(line);
    return rest;
  });
}

test("an event is written with its fields", () => {
  expect(
    written((log) =>
      log("capture ended", { capture: "cap_1", ms: 12, outcome: "completed", error: "E1" }),
    ),
  ).toEqual([
    {
      level: 30,
      name: "gateway",
      msg: "capture ended",
      capture: "cap_1",
      ms: 12,
      outcome: "completed",
      error: "E1",
    },
  ]);
});

test("[BND2] an undeclared field, event or word does not compile and is not written", () => {
  const number = "4111111111111111";
  const lines = written((log) => {
    // @ts-expect-error a field that the event does not declare
    log("capture ended", { capture: "cap_1", body: number });
    // @ts-expect-error a word that is not on the list
    log("capture ended", { outcome: number });
    // @ts-expect-error an event that is not declared
    log(number, {});
    // @ts-expect-error a number where text is given
    log("capture ended", { ms: number });
  });
  expect(lines).toEqual([
    { level: 30, name: "gateway", msg: "capture ended", capture: "cap_1" },
    { level: 30, name: "gateway", msg: "capture ended", outcome: "[refused]" },
    { level: 30, name: "gateway", msg: "capture ended", ms: "[refused]" },
  ]);
});

test("[BND2] an id is no place for a card number or a sentence", () => {
  for (const value of [
    "4111111111111111",
    "4111-1111-1111-1111",
    "my card is 4111",
    "a\nb",
    "x".repeat(129),
  ]) {
    expect(written((log) => log("capture ended", { capture: value }))).toEqual([
      { level: 30, name: "gateway", msg: "capture ended", capture: "[refused]" },
    ]);
  }
});

test("a warning is out at once, with what was said before it, also where the process is killed", () => {
  const program = `
    import { createLog } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
    const events = { ready: { level: "info", fields: {} }, late: { level: "warn", fields: {} } };
    const log = createLog({ name: "gateway", level: "info", events });
    log("ready");
    log("late");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 60);
  `;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { signal, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(signal).toBe("SIGKILL");
  expect([...stdout.matchAll(/"msg":"(\w+)"/g)].map(([, word]) => word)).toEqual(["ready", "late"]);
});

test.runIf(mountable)(
  "a full disk under the log ends nothing: its lines wait, and are written with space again",
  async () => {
    const disk = await mountSmallDisk("1m");
    const lines = join(disk.folder, "log");
    const program = `
      import { createLog } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
      const events = { late: { level: "warn", fields: {} } };
      const log = createLog({ name: "gateway", level: "info", events });
      process.on("message", (word) => {
        if (word === "exit") process.exit();
        for (let count = 0; count < 100; count++) log("late");
        setTimeout(() => process.send("said"), 300);
      });
      process.send("ready");
    `;
    const args = ["--import", "tsx", "--input-type=module", "--eval", program];
    const file = openSync(lines, "a");
    const child = spawn(process.execPath, args, { stdio: ["ignore", file, "ignore", "ipc"] });
    onTestFinished(async () => {
      child.kill("SIGKILL");
      closeSync(file);
      await disk.remove();
    });
    const written = () => readFileSync(lines, "utf8").match(/"msg":"late"}\n/g)?.length ?? 0;
    await once(child, "message");
    disk.fill();
    child.send("say");
    expect(await once(child, "message")).toEqual(["said", undefined]);
    expect(written()).toBe(0);
    disk.free();
    await expect.poll(written).toBe(100);

    disk.fill();
    child.send("say");
    await once(child, "message");
    child.send("exit");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(written()).toBeLessThan(200);
  },
);
