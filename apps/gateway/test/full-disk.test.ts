import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer, newId } from "./clients.ts";
import { bundleGateway, freePort, startProcess, type GatewayProcess } from "./process.ts";

/** A file system of its own, small enough to be filled: only root may mount one. */
const mountable = process.platform === "linux" && process.getuid?.() === 0 && mounts();
const SIZE = "120m";

let disk = "";
let url = "";
let bundle: Awaited<ReturnType<typeof bundleGateway>> | undefined;
let gateway: GatewayProcess | undefined;

beforeAll(async () => {
  if (!mountable) return;
  bundle = await bundleGateway();
  disk = await mkdtemp(join(tmpdir(), "aside-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=0711`, "tmpfs", disk]);
  const port = await freePort();
  url = `http://localhost:${port}`;
  gateway = await startProcess(bundle.main, {
    PATH: process.env["PATH"] ?? "",
    ASIDE_DATA: disk,
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
  await bundle?.remove();
  if (disk === "") return;
  execFileSync("umount", ["-l", disk]);
  await rm(disk, { recursive: true, force: true });
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
    fill();
    let last = await say(1);
    for (let number = 2; number < 10_000 && last.ok; number += 1) last = await say(number);
    expect(last).toMatchObject({ ok: false, code: "unavailable" });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await expect.poll(() => gateway?.output()).toContain('"error":"disk_full"');

    rmSync(join(disk, "filler"));
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

/** Takes all the space that is left. */
function fill(): void {
  const path = join(disk, "filler");
  writeFileSync(path, "");
  for (let block = 1 << 20; block >= 512; block /= 2) {
    const zeroes = Buffer.alloc(block);
    try {
      for (;;) appendFileSync(path, zeroes);
    } catch {
      // Full for this size of block; a smaller one may still fit.
    }
  }
}

function mounts(): boolean {
  if (!existsSync("/bin/mount") && !existsSync("/usr/bin/mount")) return false;
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", tmpdir()], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
