import { once } from "node:events";
import { mountable, mountSmallDisk, type SmallDisk } from "@aside/service/small-disk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleGateway } from "./bundle-gateway.ts";
import { Agent, Customer, newId } from "./clients.ts";
import { freePort, startProcess, type GatewayProcess } from "./process.ts";

let disk: SmallDisk | undefined;
let url = "";
let bundle: Awaited<ReturnType<typeof bundleGateway>> | undefined;
let gateway: GatewayProcess | undefined;

beforeAll(async () => {
  if (!mountable) return;
  bundle = await bundleGateway();
  disk = await mountSmallDisk("120m");
  const port = await freePort();
  url = `http://localhost:${port}`;
  gateway = await startProcess(bundle.main, {
    PATH: process.env["PATH"] ?? "",
    ASIDE_DATA: disk.folder,
    ASIDE_DEMO: "1",
    ASIDE_GATEWAY_PORT: String(port),
    ASIDE_GATEWAY_URL: url,
    // It is the disk that is to say no.
    ASIDE_SOCKET_PER_SECOND: "1000000",
  });
}, 120_000);

afterAll(async () => {
  if (gateway !== undefined) {
    gateway.child.kill("SIGTERM");
    await once(gateway.child, "exit");
  }
  await disk?.remove();
}, 60_000);

test.runIf(mountable)(
  "[CAP2] a full disk: what was not stored is refused, the process stays up, and with space again nothing acknowledged is missing",
  async () => {
    const customer = await Customer.in(url, { name: "Jo" });
    const agent = await Agent.in(url);
    await agent.take(customer.conversation);
    const text = (number: number) => `${number} ${"lorem ipsum ".repeat(300)}`;
    const stored: string[] = [];
    const refused: { id: string; text: string }[] = [];
    const say = async (number: number) => {
      const message = { id: newId("msg"), text: text(number) };
      const reply = await customer.say(message.text, message.id);
      if (reply.ok) stored.push(message.text);
      else refused.push(message);
      return reply;
    };
    await say(0);
    disk?.fill();
    let last = await say(1);
    for (let number = 2; number < 10_000 && last.ok; number += 1) last = await say(number);
    expect(last).toMatchObject({ ok: false, code: "unavailable" });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await expect.poll(() => gateway?.output()).toContain('"error":"disk_full"');

    disk?.free();
    // A client sends again what got no yes, under the same id.
    for (const message of refused) {
      await expect
        .poll(() => customer.say(message.text, message.id), { interval: 250, timeout: 60_000 })
        .toMatchObject({ ok: true });
      stored.push(message.text);
    }
    const back = await Agent.in(url);
    await back.join(customer.conversation);
    const seen = back
      .frames(customer.conversation)
      .flatMap((frame) => (frame.type === "message" ? [frame.message.text.split(" ")[0]] : []));
    expect(seen).toEqual(stored.map((one) => one.split(" ")[0]));
    for (const one of [customer, agent, back]) one.close();
  },
  240_000,
);
