import { ready } from "@aside/seal";
import { mountable, mountSmallDisk } from "@aside/service/small-disk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleCollector } from "../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../test/collector-process.ts";
import { createPeers } from "../test/harness.ts";

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let disk: Awaited<ReturnType<typeof mountSmallDisk>>;

beforeAll(async () => {
  if (!mountable) return;
  await ready();
  [bundle, disk] = await Promise.all([bundleCollector(), mountSmallDisk("120m")]);
  place = await makePlace(bundle, disk);
}, 120_000);
afterAll(async () => {
  if (!mountable) return;
  await place.stop();
}, 60_000);

test.runIf(mountable)(
  "[CAP2] a full disk: nothing is called stored that is not, the process stays up, and with space again the same submissions are",
  async () => {
    const { gateway, key } = place;
    const { url } = await place.serve();
    const peers = createPeers({ url, gatewayUrl: gateway.url, audience: AUDIENCE, key });
    const sealed = await Promise.all(
      Array.from({ length: 150 }, async () => {
        const capture = await peers.register();
        const form = await peers.open(capture, undefined, gateway.url);
        return { capture, envelope: peers.seal(form) };
      }),
    );
    const submit = ({ capture, envelope }: (typeof sealed)[number]) =>
      peers.submit(capture, envelope);
    const typesOf = (capture: string) => gateway.of(capture).map(({ type }) => type);

    disk.fill();
    const stored: typeof sealed = [];
    const refused: typeof sealed = [];
    for (const one of sealed) {
      const { status, body } = await submit(one);
      if (status === 200) stored.push(one);
      else {
        expect([status, body]).toEqual([503, { code: "unavailable", text: expect.any(String) }]);
        refused.push(one);
      }
    }
    expect(refused.length).toBeGreaterThan(0);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const codes = [...place.output().matchAll(/"error":"(\w+)"/g)].map(([, code]) => code);
    expect(new Set(codes)).toContain("disk_full");
    for (const { capture } of refused) expect(typesOf(capture)).not.toContain("capture.ended");

    disk.free();
    for (const one of [...stored, ...refused])
      await expect
        .poll(() => submit(one), { interval: 250, timeout: 60_000 })
        .toMatchObject({ status: 200, body: { outcome: "stored" } });
    await gateway.until(() =>
      sealed.every(({ capture }) => typesOf(capture).includes("capture.ended")),
    );
  },
  240_000,
);
