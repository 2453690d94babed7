import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleGateway } from "./bundle-gateway.ts";
import { Agent, Customer, newId } from "./clients.ts";
import { startFakeCollector, type FakeCollector } from "./fake-collector.ts";
import { ended, freePort, startProcess, type GatewayProcess } from "./process.ts";

let base = "";
let data = "";
let url = "";
let env: Record<string, string> = {};
let bundle: Awaited<ReturnType<typeof bundleGateway>>;
let collector: FakeCollector;
let gateway: GatewayProcess;

beforeAll(async () => {
  bundle = await bundleGateway();
  base = await mkdtemp(join(tmpdir(), "aside-crash-"));
  await chmod(base, 0o711);
  // Not there yet: the gateway makes it so that its PostgreSQL gets in, also as root.
  data = join(base, "data");
  const port = await freePort();
  url = `http://localhost:${port}`;
  const collectorKeys = join(base, "collector.jwks.json");
  let publicKey = "";
  collector = await startFakeCollector({ gatewayKey: () => publicKey, collectorKeys });
  env = {
    PATH: process.env["PATH"] ?? "",
    ASIDE_DATA: data,
    ASIDE_DEMO: "1",
    ASIDE_GATEWAY_PORT: String(port),
    ASIDE_GATEWAY_URL: url,
    ASIDE_COLLECTOR_URL: collector.url,
    ASIDE_COLLECTOR_KEYS: collectorKeys,
  };
  gateway = await startProcess(bundle.main, env);
  const pem = await readFile(join(data, "gateway/keys/001.pem"));
  publicKey = createPublicKey(pem).export({ format: "jwk" }).x ?? "";
}, 120_000);

afterAll(async () => {
  gateway.child.kill("SIGTERM");
  await once(gateway.child, "exit");
  await collector.close();
  await rm(base, { recursive: true, force: true });
});

test("[CAP1] [CAP2] killed with -9 in the middle of a capture and started again: still on hold, nothing lost, completes", async () => {
  const customer = await Customer.in(url, { name: "Jo" });
  const agent = await Agent.in(url);
  const id = customer.conversation;
  await agent.take(id);
  await customer.say("Before");
  const capture = await agent.capture(id);
  await customer.frame((frame) => frame.type === "capture" && frame.ready);
  const held = newId("msg");
  await customer.say("Hidden", held);
  await agent.send({ type: "capture.cancel", conversation: id, capture });
  await collector.heard((one) => one.command === "void");
  const before = agent.frames(id);

  const gone = Promise.all(
    [agent, customer].map((one) => new Promise((resolve) => one.socket.on("disconnect", resolve))),
  );
  gateway.child.kill("SIGKILL");
  await Promise.all([once(gateway.child, "exit"), gone]);
  collector.commands.length = 0;
  gateway = await startProcess(bundle.main, env);
  // Nobody is connected: the clock alone repeats what the collector has not confirmed.
  await collector.heard(
    (one) => one.command === "void" && one.capture === capture && one.intent === "cancelled",
  );

  const back = await Agent.in(url);
  await back.join(id);
  expect(back.frames(id)).toEqual(before);
  expect(await back.say(id, "Hello?")).toMatchObject({ ok: false, code: "capture_running" });
  const again = await Customer.in(url, { session: customer.session });
  expect(again.texts).toEqual(["Before"]);
  expect(await again.say("Hidden", held)).toEqual({ ok: true, status: "held" });
  const about = { tenant: "demo", conversation: id, capture, at: Date.now() };
  expect(await collector.tell(url, { type: "capture.ended", ...about, outcome: "cancelled" })).toBe(
    204,
  );
  await back.frame(id, (frame) => frame.type === "capture" && frame.capture.status === "cancelled");
  expect(await again.say("Hidden", held)).toEqual({ ok: true, status: "held" });
  expect(await again.say("After")).toMatchObject({ status: "accepted" });
  await back.frame(id, (frame) => frame.type === "message" && frame.message.text === "After");
  expect(JSON.stringify(back.inbox.all)).not.toContain("Hidden");
  for (const one of [back, again]) one.close();
}, 120_000);

test("a second process on the same data folder, a wrong setting, an unknown command, a word too many: each says what to do and ends", async () => {
  const [second, wrong, command, more] = await Promise.all([
    failing({ ...env, ASIDE_GATEWAY_PORT: "0" }),
    failing({ ...env, ASIDE_GATEWAY_PORT: "many" }),
    failing(env, "dance"),
    failing(env, "keys", "acme"),
  ]);
  expect(second).toMatch(/data folder .* is in use by process \d+: stop it, or set ASIDE_DATA/);
  expect(wrong).toMatch(/ASIDE_GATEWAY_PORT is wrong: allowed is a whole number from 0 to 65535/);
  expect(command).toMatch(/no such command: see --help/);
  expect(more).toMatch(/A word too many/);
  for (const text of [second, wrong, command, more]) expect(text).not.toMatch(/\n\s+at /);
}, 120_000);

test("a setting that nobody knows is said at the start, by its name and without its value, and keeps nothing from serving", async () => {
  const port = String(await freePort());
  const other = await startProcess(bundle.main, {
    ...env,
    ASIDE_DATA: join(base, "mistyped"),
    ASIDE_GATEWAY_PORT: port,
    ASIDE_GATWAY_PROXIES: "not-to-be-said",
  });
  other.child.kill("SIGTERM");
  await once(other.child, "exit");
  expect(other.output()).toContain(
    '"setting":"ASIDE_GATWAY_PROXIES","nearest":"ASIDE_GATEWAY_PROXIES","msg":"setting not known"',
  );
  expect(other.output()).not.toContain("not-to-be-said");
}, 120_000);

test.each(["-h", "tenant put -h", "agent --help"])(
  "`gateway %s`: what there is, before there is anything to work on",
  async (words) => {
    const settings = { ...env, ASIDE_GATEWAY_DATABASE_URL: "postgres://127.0.0.1:1/none" };
    expect(await ended(bundle.main, settings, ...words.split(" "))).toEqual({ code: 0, text: "" });
  },
);

async function failing(settings: Record<string, string>, ...words: string[]): Promise<string> {
  const { code, text } = await ended(bundle.main, settings, ...words);
  expect(code).toBe(1);
  return text;
}
