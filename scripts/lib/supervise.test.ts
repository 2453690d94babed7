import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { supervise } from "./supervise.mjs";

/** Answers ready, writes a line a start, ends on SIGTERM, dies when it is asked to. */
const server = `
import { createServer } from "node:http";
console.log("started " + process.pid);
process.on("SIGTERM", () => { console.log("asked to end"); process.exit(0); });
createServer((request, response) => {
  if (request.url === "/die") process.exit(7);
  response.end("ok");
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

it("waits until the server is ready, starts it again when it dies, and ends it when asked", async () => {
  const { app, log } = await fixture(server);
  const said: string[] = [];
  const gone = vi.fn<() => void>();
  const supervised = supervise(app, { say: (line) => said.push(line), gone });
  await supervised.ready();
  expect(log()).toMatch(/^started \d+\n$/);

  await fetch(`${app.url}/die`).catch(() => undefined);
  await vi.waitFor(() => expect(log()).toMatch(/^started \d+\nstarted \d+\n$/), {
    timeout: 20_000,
  });
  expect(said).toEqual([
    `The gateway stopped (code 7); starting it again. What it said: ${app.log}`,
  ]);

  await supervised.ready();
  await supervised.stop();
  expect(log()).toMatch(/^started \d+\nstarted \d+\nasked to end\n$/);
  expect(gone).not.toHaveBeenCalled();
});

it("does not start again what refused to start, and shows what it said", async () => {
  const { app } = await fixture('console.error("the port is a word"); process.exit(1);');
  const said: string[] = [];
  await new Promise<void>((resolve) => {
    supervise(app, { say: (line) => said.push(line), gone: () => resolve() });
  });
  expect(said).toEqual([
    `The gateway stopped (code 1). The end of ${app.log}:\nthe port is a word`,
  ]);
});

it("[23] lets no crash write a core file", async () => {
  const source = `
import { execFileSync } from "node:child_process";
console.error("core files: " + execFileSync("/bin/sh", ["-c", "ulimit -c"]).toString().trim());
process.exit(1);`;
  const { app } = await fixture(source);
  const said: string[] = [];
  await new Promise<void>((resolve) => {
    supervise(app, { say: (line) => said.push(line), gone: () => resolve() });
  });
  expect(said.join("\n")).toContain("core files: 0");
});

async function fixture(source: string) {
  const folder = mkdtempSync(join(tmpdir(), "aside-supervise-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const main = join(folder, "main.mjs");
  writeFileSync(main, source);
  const port = await freePort();
  const app = {
    name: "gateway" as const,
    main,
    host: "127.0.0.1",
    port,
    portSetting: "ASIDE_GATEWAY_PORT",
    url: `http://127.0.0.1:${port}`,
    log: join(folder, "gateway.log"),
    env: { ...process.env, PORT: String(port) },
  };
  return { app, log: () => readFileSync(app.log, "utf8") };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
