import { once } from "node:events";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ready } from "@aside/seal";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { bundleCollector } from "../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../test/collector-process.ts";
import { CARD, createPeers } from "../test/harness.ts";

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;

vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  bundle = await bundleCollector();
});
beforeEach(async () => {
  await ready();
  place = await makePlace(bundle);
});
afterEach(() => place.stop());

test("[CAP2] [22] kill -9 between the commit and the callback: it arrives after the restart, and no plain value is anywhere", async () => {
  const { gateway, key } = place;
  const first = await place.serve();
  // The origin of its page is the gateway's, as of the demo tenant.
  const peers = createPeers({ url: first.url, gatewayUrl: gateway.url, audience: AUDIENCE, key });
  const capture = await peers.register();
  gateway.refuseNext(Number.POSITIVE_INFINITY);
  const form = await peers.open(capture, undefined, gateway.url);
  const envelope = peers.seal(form);
  expect(await peers.submit(capture, envelope)).toMatchObject({ body: { outcome: "stored" } });
  await place.end(first.child, "SIGKILL");
  expect(gateway.of(capture)).toEqual([]);

  gateway.refuseNext(0);
  const second = await place.serve();
  await gateway.until(() => gateway.of(capture).length === 3);
  expect(gateway.of(capture).map((each) => each.type)).toEqual([
    "capture.opened",
    "capture.submitted",
    "capture.ended",
  ]);
  const again = createPeers({ url: second.url, gatewayUrl: gateway.url, audience: AUDIENCE, key });
  expect(await again.submit(capture, envelope)).toMatchObject({ body: { outcome: "stored" } });

  await place.end(second.child, "SIGTERM");
  expect(await canaries()).toEqual([]);
  await writeFile(
    join(place.folder, "leak"),
    Buffer.from("x 4111111111111111 y").toString("base64"),
  );
  expect(await canaries()).not.toEqual([]);
});

test("a second process on the same folder, a wrong setting, an unknown command, a debugger: each says what to do", async () => {
  await place.serve();
  const message = async (
    args: string[],
    env: Record<string, string> = {},
    flags: string[] = [],
  ) => {
    const child = place.start(args, env, flags);
    let text = "";
    child.stderr?.on("data", (part: Buffer) => (text += part.toString()));
    const [code] = await once(child, "close");
    return `${String(code)} ${text}`;
  };
  expect(await message([])).toMatch(/^1 the data folder .* is in use by process \d+/);
  expect(await message([], { ASIDE_COLLECTOR_PORT: "x" })).toMatch(
    /^1 ASIDE_COLLECTOR_PORT is wrong/,
  );
  expect(await message(["sing"])).toMatch(/^1 there is no such command/);
  for (const command of ["keys", "seed", "root"])
    expect(await message([command, "demo"])).toMatch(/^1 a word too many/);
  // Asked behind a command, before there is anything to work on.
  for (const asked of ["--help", "-h"])
    expect(await message(["erase", asked], { ASIDE_ROOT: "file:/nowhere" })).toBe("0 ");
  const inspected = await message([], { NODE_ENV: "production" }, ["--inspect=0"]);
  expect(inspected).toContain("the collector does not run under --inspect in production");
});

test("keys makes them once and prints where the public ones are", async () => {
  const run = async () => {
    const child = place.start(["keys"]);
    let text = "";
    child.stdout?.on("data", (part: Buffer) => (text += part.toString()));
    await once(child, "close");
    return [text.trim(), await readFile(text.trim(), "utf8")];
  };
  const first = await run();
  expect(first[0]).toBe(join(place.folder, "collector", "public.jwks.json"));
  expect(JSON.parse(first[1] ?? "")).toEqual({
    keys: [expect.objectContaining({ crv: "Ed25519", alg: "EdDSA" })],
  });
  expect(first[1]).not.toContain('"d"');
  expect(await run()).toEqual(first);
});

/** Files, and the output, that hold one of the values in one of eight encodings. */
async function canaries(): Promise<string[]> {
  const needles = [
    CARD["card.pan"],
    CARD["card.pan"].replaceAll(" ", ""),
    CARD["card.holder"],
  ].flatMap(encodings);
  const found = needles.some((needle) => Buffer.from(place.output()).includes(needle))
    ? ["output"]
    : [];
  for (const entry of await readdir(place.folder, { recursive: true })) {
    const path = join(place.folder, entry);
    if (!(await stat(path)).isFile()) continue;
    const content = await readFile(path);
    if (needles.some((needle) => content.includes(needle))) found.push(entry);
  }
  return found;
}

function encodings(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  // base64 at each of the three alignments, without the letters that neighbours share.
  const base64 = [0, 1, 2].map((shift) => {
    const letters = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replaceAll("=", "");
    return letters.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  const texts = [
    ...base64,
    bytes.toString("hex"),
    encodeURIComponent(text),
    [...text].toReversed().join(""),
  ];
  return [bytes, Buffer.from(text, "utf16le"), ...texts.map((each) => Buffer.from(each))];
}
