import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createLifecycle, runMain, ServiceError } from "./index.ts";

function fakeProcess() {
  const emitter = new EventEmitter();
  const codes: unknown[] = [];
  let exited: (code: unknown) => void = () => undefined;
  const exit = new Promise<unknown>((resolve) => {
    exited = resolve;
  });
  const stand = {
    on: (event: string, listener: (error: unknown) => void) => emitter.on(event, listener),
    exit: (code: number) => {
      codes.push(code);
      exited(code);
    },
  };
  return { emitter, exit, codes, stand };
}

test("a signal stops the steps in reverse order of start and exits 0", async () => {
  const { emitter, exit, stand } = fakeProcess();
  const seen: unknown[] = [];
  const lifecycle = createLifecycle({
    log: (event, fields) => void seen.push([event, fields]),
    process: stand,
  });
  for (const step of ["database", "server", "timers"])
    lifecycle.onStop(step, () => seen.push(step));
  emitter.emit("SIGTERM");
  expect(await exit).toBe(0);
  expect(seen).toEqual([
    ["stopping", { reason: "SIGTERM" }],
    "timers",
    "server",
    "database",
    ["stopped", { ms: expect.any(Number) }],
  ]);
});

test("a step that fails or is late does not keep the others from stopping; the exit code says so", async () => {
  const { stand } = fakeProcess();
  const seen: unknown[] = [];
  const lifecycle = createLifecycle({
    log: (event, fields) => void seen.push([event, fields]),
    process: stand,
    deadlineMs: 30,
  });
  lifecycle.onStop("database", () => seen.push("database"));
  lifecycle.onStop("webhooks", () => new Promise(() => undefined));
  lifecycle.onStop("server", () =>
    Promise.reject(Object.assign(new Error("4111"), { code: "EPIPE" })),
  );
  expect(await lifecycle.stop("asked")).toBe(1);
  expect(seen).toEqual([
    ["stopping", { reason: "asked" }],
    ["stop step failed", { step: "server", error: "EPIPE" }],
    ["stop step late", { step: "webhooks" }],
    "database",
    ["stopped", { ms: expect.any(Number) }],
  ]);
});

test("[BND2] an uncaught error is logged without its message, then everything stops with exit code 1", async () => {
  const { emitter, exit, stand } = fakeProcess();
  const seen: unknown[] = [];
  createLifecycle({ log: (event, fields) => void seen.push([event, fields]), process: stand });
  emitter.emit("uncaughtException", new TypeError("4111111111111111"));
  expect(await exit).toBe(1);
  expect(seen[0]).toEqual([
    "fault",
    { error: "TypeError", where: expect.stringContaining("lifecycle.test.ts") },
  ]);
  expect(JSON.stringify(seen)).not.toContain("4111");
});

test("a second signal ends the process at once", async () => {
  const { emitter, exit, codes, stand } = fakeProcess();
  const lifecycle = createLifecycle({ log: () => undefined, process: stand });
  lifecycle.onStop("stuck", () => new Promise(() => undefined));
  emitter.emit("SIGINT");
  emitter.emit("SIGINT");
  expect(await exit).toBe(1);
  expect(codes).toEqual([1]);
});

test("what an operator can mend is printed as one message without a stack", async () => {
  const out: unknown[] = [];
  const to = {
    error: (line: string) => void out.push(line),
    exit: (code: number) => void out.push(code),
  };
  await runMain(
    () => Promise.reject(new ServiceError("port_in_use", "set ASIDE_GATEWAY_PORT")),
    to,
  );
  await runMain(() => Promise.reject(new Error("4111111111111111")), to);
  expect(out).toEqual([
    "set ASIDE_GATEWAY_PORT",
    1,
    expect.stringMatching(/^could not start: Error at .*lifecycle\.test\.ts/),
    1,
  ]);
  expect(JSON.stringify(out)).not.toContain("4111");
});
