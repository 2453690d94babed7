import { once } from "node:events";
import { createId, openReply } from "@aside/protocol";
import { createEphemeral, ready, toBase64url } from "@aside/seal";
import { silentLog } from "@aside/service";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleCollector } from "../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../test/collector-process.ts";
import { createPeers } from "../test/harness.ts";
import { openCollectorDatabase } from "./open-collector-database.ts";
import { readCollectorSettings } from "./settings.ts";

const STEPS = [
  "register: committed",
  "open: committed",
  "submit: opened",
  "submit: prepared",
  "submit: committed",
  "outbox: claimed",
  "outbox: delivered",
  "outbox: removed",
];
const TOLD = ["capture.opened", "capture.submitted", "capture.ended"];

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let database: Awaited<ReturnType<typeof openCollectorDatabase>>;
/** The one that runs: the last that was started. */
let server: Awaited<ReturnType<typeof place.serve>>;

vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  await ready();
  bundle = await bundleCollector({ faultPoints: true });
  place = await makePlace(bundle);
  // Opened here first, so that PostgreSQL outlives the collectors that are killed.
  const settings = readCollectorSettings({ ASIDE_DATA: place.folder });
  database = await openCollectorDatabase(settings, silentLog);
  server = await place.serve();
});
afterAll(async () => {
  await database.close();
  await place.stop();
});

test("[CAP2] the production bundle has no fault points; that of the tests has them all", async () => {
  const production = await bundleCollector();
  const [plain, faulty] = [await production.text(), await bundle.text()];
  for (const trace of [...STEPS, "ASIDE_FAULT_FILE"]) {
    expect([trace, plain.includes(trace), faulty.includes(trace)]).toEqual([trace, false, true]);
  }
  expect(plain).not.toContain("faultPoint");
});

test.each(STEPS)(
  "[CAP1] [CAP2] kill -9 at `%s`: what was acknowledged stays, nothing is half there, the gateway hears each thing once",
  async (step) => {
    const { gateway, key } = place;
    const capture = createId("cap", crypto.getRandomValues(new Uint8Array(16)));
    const peersOf = (url: string) =>
      createPeers({ url, gatewayUrl: gateway.url, audience: AUDIENCE, key });
    const { registration, ticket, seal } = peersOf(server.url);
    await place.arm(step);
    let struck = 0;
    const restart = async () => {
      struck += 1;
      await closed(server.child);
      expect(whole(await stored(capture))).toBe(true);
      // The ten seconds for which the dead process holds its letters, gone by.
      await database.acrossTenants((sql) => sql`update collector_outbox set next_at = 0`);
      server = await place.serve();
    };
    /** Asks as gateway and form do: the same again until there is an answer. */
    const insist = async <T>(ask: (at: ReturnType<typeof peersOf>) => Promise<T>): Promise<T> => {
      try {
        return await ask(peersOf(server.url));
      } catch {
        await restart();
        return await ask(peersOf(server.url));
      }
    };

    const registered = registration(capture);
    expect(await insist((at) => at.command(registered))).toMatchObject({ status: 200 });
    const ephemeral = createEphemeral();
    const opening = {
      ticket: await ticket(capture, { parentOrigin: gateway.url }),
      epk: toBase64url(ephemeral.publicKey),
      parentOrigin: gateway.url,
    };
    const opened = await insist((at) => at.send("/v1/captures/open", opening));
    const envelope = seal({ reply: openReply.parse(opened.body), ephemeral });
    const answer = { status: 200, body: { outcome: "stored", display: "Visa •••• 1111" } };
    expect(await insist((at) => at.submit(capture, envelope))).toEqual(answer);
    if (struck === 0) await restart();

    await gateway.until(() => TOLD.every((type) => told(capture).has(type)));
    expect(struck).toBe(1);
    // A letter may come twice, under one id: that is how the gateway knows it.
    expect([...told(capture).values()].map((ids) => ids.size)).toEqual([1, 1, 1]);
    expect(await stored(capture)).toEqual({ state: "completed", records: 1, keys: 1, entries: 1 });
    expect(await peersOf(server.url).submit(capture, envelope)).toEqual(answer);
  },
);

async function closed(child: Parameters<typeof place.end>[0]) {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  expect(child.signalCode).toBe("SIGKILL");
}

interface Stored {
  state: string | null;
  records: number;
  keys: number;
  entries: number;
}

async function stored(capture: string): Promise<Stored | undefined> {
  const [row] = await database.withTenant(
    "demo",
    (sql) => sql<Stored[]>`
      select (select state from collector_capture where id = ${capture}) as state,
        (select count(*) from vault_record where capture = ${capture}) as records,
        (select count(*) from vault_keys.dek join vault_record on record = id where capture = ${capture}) as keys,
        (select count(*) from audit_pending where reference = ${capture})
          + (select count(*) from audit_entry where reference = ${capture}) as entries`,
  );
  return row;
}

/** All of it or nothing of it. */
function whole(found: Stored | undefined): boolean {
  const count = found?.state === "completed" ? 1 : 0;
  return found?.records === count && found.keys === count && found.entries === count;
}

/** What the gateway heard of a capture: by type, the ids under which it came. */
function told(capture: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, body } of place.gateway.heard) {
    if (body.capture !== capture) continue;
    found.set(body.type, (found.get(body.type) ?? new Set()).add(id));
  }
  return found;
}
