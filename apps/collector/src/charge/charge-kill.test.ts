import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cardTemplate } from "@aside/fields";
import { createId, openReply } from "@aside/protocol";
import { createEphemeral, ready, toBase64url } from "@aside/seal";
import { silentLog } from "@aside/service";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleCollector } from "../../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../../test/collector-process.ts";
import { CARD, createPeers } from "../../test/harness.ts";
import { pspAt, startPsp } from "../../test/psp.ts";
import { openCollectorDatabase } from "../open-collector-database.ts";
import { readCollectorSettings } from "../settings.ts";

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let database: Awaited<ReturnType<typeof openCollectorDatabase>>;
let psp: Awaited<ReturnType<typeof startPsp>>;
let env: Record<string, string>;
/** The one that runs: the last that was started. */
let server: Awaited<ReturnType<typeof place.serve>>;

vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  await ready();
  psp = await startPsp();
  bundle = await bundleCollector({ faultPoints: true });
  place = await makePlace(bundle);
  const file = join(place.folder, "destinations.json");
  const withoutCode = { ...pspAt(psp.origin, { code: false }), id: "psp-no-code" };
  await writeFile(file, JSON.stringify({ destinations: [pspAt(psp.origin), withoutCode] }));
  env = { ASIDE_COLLECTOR_DESTINATIONS: file };
  database = await openCollectorDatabase(
    readCollectorSettings({ ASIDE_DATA: place.folder }),
    silentLog,
  );
  server = await place.serve(env);
});
afterAll(async () => {
  await database.close();
  await place.stop();
  await psp.close();
});

// The code is in the memory of the process that dies; where the payment needs it and is not decided, it is asked for alone.
test.each([
  ["charge: begun", "psp", true],
  ["charge: answered", "psp", true],
  ["charge: decided", "psp", false],
  ["charge: answered", "psp-no-code", false],
])(
  "[29] [CAP1] kill -9 at `%s`, at %s: one payment, and the agent hears of it",
  async (step, id, asksForCode) => {
    const { gateway, key } = place;
    const capture = createId("cap", crypto.getRandomValues(new Uint8Array(16)));
    const peersOf = (url: string) =>
      createPeers({ url, gatewayUrl: gateway.url, audience: AUDIENCE, key });
    const { child, url } = server;
    const peers = peersOf(url);
    const template = { ...cardTemplate, charge: { destination: id } };
    expect(await peers.command(peers.registration(capture, { template }))).toMatchObject({
      status: 200,
    });
    const ephemeral = createEphemeral();
    const opened = await peers.send("/v1/captures/open", {
      ticket: await peers.ticket(capture, { parentOrigin: gateway.url }),
      epk: toBase64url(ephemeral.publicKey),
      parentOrigin: gateway.url,
    });
    const form = { reply: openReply.parse(opened.body), ephemeral };
    const envelope = peers.seal(form);
    await place.arm(step);
    await expect(peers.submit(capture, envelope)).rejects.toThrow("fetch failed");
    if (child.signalCode === null) await once(child, "close");
    expect(child.signalCode).toBe("SIGKILL");

    // The time for which the dead process had taken the attempt up, gone by.
    await database.withTenant(
      "demo",
      (sql) =>
        sql`update collector_charge set next_at = 1 where capture = ${capture} and next_at > 1`,
    );
    await database.acrossTenants((sql) => sql`update collector_outbox set next_at = 0`);
    server = await place.serve(env);
    const again = peersOf(server.url);
    const { jti } = form.reply;
    if (asksForCode) {
      await vi.waitUntil(
        async () =>
          JSON.stringify((await again.state(capture, jti)).body).includes('"code_wanted"'),
        { timeout: 60_000, interval: 100 },
      );
      const code = peers.seal(form, { "card.cvv": CARD["card.cvv"] });
      expect(await again.submit(capture, code)).toMatchObject({ body: { paid: true } });
    }
    const ended = () => gateway.of(capture).find(({ type }) => type === "capture.ended");
    await gateway.until(() => ended() !== undefined);
    expect(ended()).toMatchObject({
      outcome: "completed",
      result: { metadata: { charge: { outcome: "authorised" } } },
    });
    const paid = [...psp.payments.values()].filter((each) => each.key.startsWith(capture));
    expect(paid).toMatchObject([{ status: "authorised", amount: 4_200 }]);
    expect(await again.submit(capture, envelope)).toMatchObject({ body: { paid: true } });
  },
);
