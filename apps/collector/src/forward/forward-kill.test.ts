import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cardTemplate } from "@aside/fields";
import { ready } from "@aside/seal";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleCollector } from "../../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../../test/collector-process.ts";
import { createPeers } from "../../test/harness.ts";
import { connector, startProvider } from "../../test/providers.ts";

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let env: Record<string, string>;
let key: string;
/** The one that runs: the last that was started. */
let server: Awaited<ReturnType<typeof place.serve>>;

vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  await ready();
  provider = await startProvider((_, response) => {
    response.setHeader("content-type", "application/json").end('{"resultCode":"Authorised"}');
  });
  bundle = await bundleCollector({ faultPoints: true });
  place = await makePlace(bundle);
  const file = join(place.folder, "destinations.json");
  const adyen = await connector("adyen", provider.origin);
  await writeFile(file, JSON.stringify({ destinations: [adyen] }));
  env = { ASIDE_COLLECTOR_DESTINATIONS: file, ADYEN_API_KEY: "secret" };
  server = await place.serve(env);
  key = await apiKey();
});
afterAll(async () => {
  await place.stop();
  await provider.close();
});

const PAID = { status: 200, body: { resultCode: "Authorised" } };
/** Also for who asks for what another use has taken. */
const UNKNOWN = { status: 404, body: { code: "not_found" } };

test.each([
  // Nothing was sent: the same request is the same use, and the token is nobody else's.
  ["use: opened", 0, PAID, 1],
  // The destination has it, which knows a request that comes again by its key.
  ["forward: answered", 1, PAID, 2],
  // It is over: a token for one use has had it.
  ["forward: settled", 1, UNKNOWN, 1],
])(
  "[29] [CAP2] kill -9 at `%s` of a forward: a one_time token has one use, under one key",
  async (step, sent, again, inAll) => {
    const { child } = server;
    const token = await captured();
    const before = provider.heard.length;
    const keys = () =>
      provider.heard.slice(before).map(({ headers }) => headers["idempotency-key"]);
    await place.arm(step);
    await expect(pay(token, "order")).rejects.toThrow("fetch failed");
    if (child.signalCode === null) await once(child, "close");
    expect(child.signalCode).toBe("SIGKILL");
    expect(keys()).toHaveLength(sent);

    server = await place.serve(env);
    expect(await pay(token, "another")).toMatchObject(UNKNOWN);
    expect(await pay(token, "order")).toMatchObject(again);
    expect(keys()).toHaveLength(inAll);
    expect(new Set(keys()).size).toBe(1);
    expect(await pay(token, "another")).toMatchObject(UNKNOWN);
  },
);

async function captured(): Promise<string> {
  const { gateway, key: signing } = place;
  const { url } = server;
  const peers = createPeers({ url, gatewayUrl: gateway.url, audience: AUDIENCE, key: signing });
  const capture = await peers.register({ template: { ...cardTemplate, token: "one_time" } });
  const form = await peers.open(capture, undefined, gateway.url);
  expect(await peers.submit(capture, peers.seal(form))).toMatchObject({ status: 200 });
  const ended = () => gateway.of(capture).find((each) => each.type === "capture.ended");
  await gateway.until(() => ended() !== undefined);
  const end = ended();
  return end?.type === "capture.ended" ? (end.result?.token ?? "") : "";
}

async function pay(token: string, order: string) {
  const response = await fetch(`${server.url}/v1/forward/adyen/v72/payments`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "idempotency-key": `${order}-${token.slice(13)}`,
    },
    body: JSON.stringify({ paymentMethod: { number: `{{${token}.card.pan}}` } }),
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

async function apiKey(): Promise<string> {
  const child = place.start(["api-key", "demo"], env);
  let printed = "";
  child.stdout.on("data", (part: Buffer) => (printed += part.toString()));
  await once(child, "close");
  return printed.trim();
}
