import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const start = fileURLToPath(new URL("start.mjs", import.meta.url));

describe("npm start", () => {
  it("says what it does and which settings there are", () => {
    const { status, stdout } = run({}, "--help");
    expect(status).toBe(0);
    expect(stdout).toContain("ASIDE_GATEWAY_PORT            4000");
  });

  it.each([
    [{ ASIDE_GATEWAY_PORT: "http" }, "ASIDE_GATEWAY_PORT must be a port, 1 to 65535."],
    [{ ASIDE_COLLECTOR_PORT: "65536" }, "ASIDE_COLLECTOR_PORT must be a port, 1 to 65535."],
    [
      { ASIDE_COLLECTOR_PORT: "4000" },
      "ASIDE_GATEWAY_PORT and ASIDE_COLLECTOR_PORT are both 4000: give each its own.",
    ],
  ])("refuses %o", (env, message) => {
    expect(run(env)).toEqual({ status: 1, stdout: "", stderr: `\n${message}\n` });
  });

  it.each(["gateway", "collector"])(
    "names the setting when the %s's port is in use",
    async (name) => {
      const host = name === "gateway" ? "localhost" : "127.0.0.1";
      const taken = await listen(host);
      const setting = `ASIDE_${name.toUpperCase()}_PORT`;
      const other = name === "gateway" ? "ASIDE_COLLECTOR_PORT" : "ASIDE_GATEWAY_PORT";
      const { status, stderr } = run({
        [setting]: String(taken),
        [other]: String(await freePort()),
      });
      expect(status).toBe(1);
      expect(stderr).toBe(
        `\nPort ${taken} of the ${name} is in use. Stop what uses it, or choose another: ${setting}=${taken + 1} npm start\n`,
      );
    },
  );
});

function run(env: Record<string, string>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [start, ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

async function listen(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, host, listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
