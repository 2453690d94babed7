import { once } from "node:events";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { ready } from "@aside/seal";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleCollector } from "../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../test/collector-process.ts";
import { createPeers } from "../test/harness.ts";
import { connector, startProvider } from "../test/providers.ts";

/** Two collectors, each a process with a data folder of its own, on one database and with the same keys, as behind a balancer. */
let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let one: Awaited<ReturnType<typeof place.serve>>;
let two: Awaited<ReturnType<typeof place.serve>>;
let envs: readonly Record<string, string>[] = [];
let key = "";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(async () => {
  await ready();
  provider = await startProvider((_, response) => {
    response.setHeader("content-type", "application/json").end('{"resultCode":"Authorised"}');
  });
  bundle = await bundleCollector();
  place = await makePlace(bundle);
  const destinations = join(place.folder, "destinations.json");
  const adyen = await connector("adyen", provider.origin);
  await writeFile(destinations, JSON.stringify({ destinations: [adyen] }));
  const shared = { ASIDE_COLLECTOR_DESTINATIONS: destinations, ADYEN_API_KEY: "secret" };
  const [first, second] = [await nodeAt(), await nodeAt()];
  one = await place.serve({ ...shared, ...first });
  const own = join(place.folder, "second", "collector");
  await mkdir(own, { recursive: true });
  await cp(join(place.folder, "collector", "keys"), join(own, "keys"), { recursive: true });
  const other = {
    ...shared,
    ...second,
    ASIDE_DATA: join(place.folder, "second"),
    ASIDE_GATEWAY_KEYS: join(place.folder, "gateway", "public.jwks.json"),
    ASIDE_COLLECTOR_DATABASE_URL: "postgres:///collector",
    PGHOST: join(place.folder, "collector", "postgres-socket"),
    PGUSER: "aside_owner",
  };
  two = await place.serve(other);
  envs = [{ ...shared, ...first }, other];
  key = await command("api-key", "demo");
});
afterAll(async () => {
  await place.stop();
  await provider.close();
});

test("[28] a capture may be registered, opened and stored at different collectors", async () => {
  const token = await captured(one.url, two.url, one.url);
  expect(await pay(two.url, token)).toMatchObject(PAID);
});

test("[28] a forward that needs the code goes to the collector that has it, which sends it once", async () => {
  const token = await captured(one.url);
  const before = provider.heard.length;
  expect(await pay(two.url, token)).toMatchObject(PAID);
  expect(provider.heard.slice(before)).toHaveLength(1);
  expect(provider.heard.at(-1)?.body).toContain('"cvc":"987"');
  // Used: it was burnt where it was, so that no collector has it.
  const gone = { status: 409, body: { code: "code_gone" } };
  expect(await pay(two.url, token, "again")).toMatchObject(gone);
  expect(await pay(one.url, token, "again")).toMatchObject(gone);
  expect(await pay(two.url, token, "without", false)).toMatchObject(PAID);
});

test("[28] where that collector was killed the code is gone, and said to be; the number is not", async () => {
  const token = await captured(one.url);
  await place.end(one.child, "SIGKILL");
  const gone = { status: 409, body: { code: "code_gone" } };
  expect(await pay(two.url, token)).toMatchObject(gone);
  expect(await pay(two.url, token, "without", false)).toMatchObject(PAID);
  one = await place.serve(envs[0]);
  for (const { url } of [one, two]) expect(await pay(url, token)).toMatchObject(gone);
});

test("a key that is taken back is nobody's at either collector, though both knew it a moment ago", async () => {
  const token = await captured(one.url);
  for (const { url } of [one, two])
    expect(await pay(url, token, "known", false)).toMatchObject(PAID);
  await command("api-key", "demo", "revoke");
  for (const { url } of [one, two])
    await expect.poll(async () => (await pay(url, token, "known", false)).status).toBe(401);
});

const PAID = { status: 200, from: "destination", body: { resultCode: "Authorised" } };

function peersAt(url: string) {
  const { gateway, key: signing } = place;
  return createPeers({ url, gatewayUrl: gateway.url, audience: AUDIENCE, key: signing });
}

/** A card that is registered, opened and stored at these. @returns its token */
async function captured(register: string, open = register, submit = register): Promise<string> {
  const capture = await peersAt(register).register();
  const form = await peersAt(open).open(capture, undefined, place.gateway.url);
  const stored = await peersAt(submit).submit(capture, peersAt(open).seal(form));
  expect(stored).toMatchObject({ status: 200 });
  const ended = () => place.gateway.of(capture).find((each) => each.type === "capture.ended");
  await place.gateway.until(() => ended() !== undefined);
  const end = ended();
  return end?.type === "capture.ended" ? (end.result?.token ?? "") : "";
}

async function pay(url: string, token: string, order = "first", code = true) {
  const response = await fetch(`${url}/v1/forward/adyen/v72/payments`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "idempotency-key": `${order}-${token.slice(13)}`,
    },
    body: JSON.stringify({
      paymentMethod: {
        number: `{{${token}.card.pan}}`,
        ...(code && { cvc: `{{${token}.card.cvv}}` }),
      },
    }),
  });
  const body: unknown = await response.json();
  return { status: response.status, from: response.headers.get("aside-answer"), body };
}

/** Runs an operator's command beside the first collector. @returns what it printed */
async function command(...words: string[]): Promise<string> {
  const child = place.start(words, envs[0]);
  let printed = "";
  child.stdout.on("data", (part: Buffer) => (printed += part.toString()));
  await once(child, "close");
  expect(child.exitCode).toBe(0);
  return printed.trim();
}

/** A port of its own, under which the others reach it. */
async function nodeAt(): Promise<Record<string, string>> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((closed) => server.close(closed));
  const url = `http://127.0.0.1:${port}`;
  return { ASIDE_COLLECTOR_PORT: String(port), ASIDE_COLLECTOR_NODE_URL: url };
}
