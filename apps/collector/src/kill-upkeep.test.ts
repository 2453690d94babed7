import { once } from "node:events";
import { join } from "node:path";
import { createRecorder, loadAuditKeys } from "@aside/audit";
import { createId } from "@aside/protocol";
import { ready } from "@aside/seal";
import { silentLog } from "@aside/service";
import { createRootFile } from "@aside/vault";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bundleCollector } from "../test/bundle-collector.ts";
import { AUDIENCE, makePlace } from "../test/collector-process.ts";
import { actsOf } from "../test/acts.ts";
import { createPeers } from "../test/harness.ts";
import { openCollectorDatabase } from "./open-collector-database.ts";
import { openCollectorVault, openRoots } from "./open-collector-vault.ts";
import { readCollectorSettings } from "./settings.ts";

const STEPS = [
  "rotate keys: one made",
  "rewrap: one batch",
  "rotate capture keys: one made",
  "rotate root: begun",
  "rotate root: tenants' keys wrapped",
  "rotate root: all wrapped",
  "sweep: one tenant erased",
  "sweep: one ended",
  "shred: keys destroyed",
  "end: committed",
];

let bundle: Awaited<ReturnType<typeof bundleCollector>>;
let place: Awaited<ReturnType<typeof makePlace>>;
let database: Awaited<ReturnType<typeof openCollectorDatabase>>;
/** Where the root is now. */
let root: Record<string, string> = {};
let kept: string[] = [];

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(async () => {
  await ready();
  bundle = await bundleCollector({ faultPoints: true });
  place = await makePlace(bundle);
  database = await openCollectorDatabase(
    readCollectorSettings({ ASIDE_DATA: place.folder }),
    silentLog,
  );
  kept = await captured(3, {});
});
afterAll(async () => {
  await database.close();
  await place.stop();
});

test("[CAP2] the production bundle has none of these fault points", async () => {
  const production = await bundleCollector();
  const [plain, faulty] = [await production.text(), await bundle.text()];
  for (const step of STEPS)
    expect([step, plain.includes(step), faulty.includes(step)]).toEqual([step, false, true]);
});

test.each([
  ["rotate keys: one made", ["rotate", "keys"]],
  ["rewrap: one batch", ["rotate", "keys"]],
  ["rotate capture keys: one made", ["rotate", "capture-keys"]],
])("[30] kill -9 at `%s`: every value opens, and the command goes on", async (step, words) => {
  await killed(step, words);
  await expectReadable(kept);
  expect(await run(words)).toMatchObject({ code: 0 });
  await expectReadable(kept);
});

test.each(["rotate root: begun", "rotate root: tenants' keys wrapped", "rotate root: all wrapped"])(
  "[30] kill -9 at `%s`: every value opens with both roots, a sweep goes on, and then the new one is enough",
  async (step) => {
    const next = join(place.folder, `${step.replaceAll(/\W/g, "-")}.key`);
    await createRootFile(next);
    const old = root;
    const both = { ...old, ASIDE_ROOT_NEXT: `file:${next}` };
    await killed(step, ["rotate", "root"], both);
    await expectReadable(kept, both);
    expect(await run(["sweep"], both)).toMatchObject({ code: 0 });
    root = { ASIDE_ROOT: `file:${next}` };
    await expectReadable(kept, root);
    await expect(expectReadable(kept, old)).rejects.toMatchObject({ code: "wrong_root" });
  },
);

test("[32] kill -9 at `sweep: one tenant erased`: what is over its time is gone with its key, once on record", async () => {
  const due = await captured(3, { retentionDays: 0 });
  await killed("sweep: one tenant erased", ["sweep"]);
  const [left] = await database.withTenant(
    "demo",
    (sql) => sql<{ records: number; orphans: number }[]>`
      select (select count(*) from vault_record) as records,
        (select count(*) from vault_record r where not exists (
          select from vault_keys.dek k where k.record = r.id)) as orphans`,
  );
  expect(left).toEqual({ records: kept.length, orphans: 0 });
  expect(await run(["sweep"])).toMatchObject({ code: 0 });
  const expired = (await actsOf(database, "demo")).filter(({ action }) => action === "expired");
  expect(expired.map(({ subject }) => subject).toSorted()).toEqual(due.toSorted());
  await expectReadable(kept);
});

test("[31] kill -9 at `shred: keys destroyed`: nothing of the person opens, and erased again it is gone", async () => {
  const [token = ""] = await captured(1, { subject: "cust-7" });
  const words = ["erase", "--tenant", "demo", "--subject", "cust-7"];
  await killed("shred: keys destroyed", words);
  await expect(expectReadable([token])).rejects.toMatchObject({ code: "not_found" });
  const again = await run(words);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.printed)).toMatchObject({ receipt: { records: 1 } });
  await expect(expectReadable([token])).rejects.toMatchObject({ code: "not_found" });
  await expectReadable(kept);
});

test.each(["end: committed", "sweep: one ended"])(
  "[CAP1] kill -9 at `%s`: the capture has ended once, and the gateway hears it",
  async (step) => {
    const first = await place.serve(root);
    const peers = peersAt(first.url);
    const capture = createId("cap", crypto.getRandomValues(new Uint8Array(16)));
    await place.arm(step);
    // Over its deadline and its grace as it is registered: the sweep, each second, ends it.
    const late = peers.registration(capture, { deadline: Date.now() - 40_000 });
    expect(await peers.command(late)).toMatchObject({ status: 200 });
    await ended(first.child);
    await database.acrossTenants((sql) => sql`update collector_outbox set next_at = 0`);
    const second = await place.serve(root);
    const heard = () => place.gateway.heard.filter(({ body }) => body.capture === capture);
    await place.gateway.until(() => heard().length > 0);
    expect(heard().map(({ body }) => body)).toMatchObject([
      { type: "capture.ended", outcome: "expired" },
    ]);
    const again = { command: "void", tenant: "demo", capture, intent: "cancelled" };
    expect(await peersAt(second.url).command(again)).toMatchObject({ status: 200 });
    await place.end(second.child, "SIGTERM");
    expect(new Set(heard().map(({ id }) => id)).size).toBe(1);
  },
);

function peersAt(url: string) {
  return createPeers({ url, gatewayUrl: place.gateway.url, audience: AUDIENCE, key: place.key });
}

/** Cards stored by a collector that is stopped after. @returns their tokens */
async function captured(count: number, more: Record<string, unknown>): Promise<string[]> {
  const { child, url } = await place.serve(root);
  const peers = peersAt(url);
  const tokens: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const capture = await peers.register(more);
    const form = await peers.open(capture, undefined, place.gateway.url);
    expect(await peers.submit(capture, peers.seal(form))).toMatchObject({ status: 200 });
    const rows = await database.withTenant(
      "demo",
      (sql) => sql<{ token: string }[]>`select token from vault_record where capture = ${capture}`,
    );
    tokens.push(...rows.map(({ token }) => token));
  }
  await place.end(child, "SIGTERM");
  return tokens;
}

/** Runs an operator's command as a process of its own. */
async function run(words: string[], env: Record<string, string> = root) {
  const child = place.start(words, env);
  let printed = "";
  child.stdout.on("data", (part: Buffer) => (printed += part.toString()));
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  return { code: child.exitCode, signal: child.signalCode, printed };
}

async function killed(step: string, words: string[], env: Record<string, string> = root) {
  await place.arm(step);
  expect(await run(words, env)).toMatchObject({ code: null, signal: "SIGKILL" });
}

async function ended(child: Awaited<ReturnType<typeof place.serve>>["child"]) {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  expect(child.signalCode).toBe("SIGKILL");
}

/** Opens each card's number in a vault of this process. */
async function expectReadable(tokens: readonly string[], env: Record<string, string> = root) {
  const settings = readCollectorSettings({ ASIDE_DATA: place.folder, ...env });
  const audit = createRecorder(await loadAuditKeys(settings.auditKeys));
  const roots = await openRoots(settings, Date.now);
  const vault = await openCollectorVault({ database, audit, settings, roots, now: Date.now });
  try {
    for (const token of tokens) {
      const why = { actor: "test", reference: "kill", purpose: "test" };
      const value = await vault.open({ tenant: "demo", token, field: "card.pan", ...why });
      expect(Buffer.from(value.expose()).toString()).toBe("4111111111111111");
      value.wipe();
    }
  } finally {
    vault.close();
  }
}
