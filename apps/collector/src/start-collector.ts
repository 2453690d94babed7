import { createServer } from "node:http";
import { WITNESS_PATH } from "@aside/protocol";
import {
  createHealth,
  inTurn,
  listen,
  lockFolder,
  type Lifecycle,
  warnOfProxy,
} from "@aside/service";
import { openAudit } from "./audit/open-audit.ts";
import { createTellWitness } from "./audit/tell-witness.ts";
import { loadCallbackKeys } from "./callback/callback-key.ts";
import { startDispatcher } from "./callback/dispatcher.ts";
import { createPost } from "./callback/post.ts";
import { createKnownCaptures } from "./capture/known-captures.ts";
import { createTogether, verbsIn } from "./capture/together.ts";
import { createClockAhead } from "./clock-ahead.ts";
import type { Collector } from "./collector.ts";
import type { CollectorLog } from "./events.ts";
import { createVelocity } from "./charge/velocity.ts";
import { createGuessLimit } from "./limits/guess-limit.ts";
import { createSharedBuckets } from "./limits/shared-buckets.ts";
import { createKeyCheck, followKeys } from "./forward/api-keys.ts";
import { openDestinations } from "./forward/destinations.ts";
import { readFormPages } from "./form/form-pages.ts";
import { openGatewayKeys } from "./gateway/gateway-keys.ts";
import { createRefusedActs } from "./gateway/refused-acts.ts";
import { createApp } from "./http/app.ts";
import { createKeys } from "./keys.ts";
import { createCollectorMetrics } from "./metrics.ts";
import { openCollectorDatabase } from "./open-collector-database.ts";
import { openCollectorVault, openRoots } from "./open-collector-vault.ts";
import { Refusal } from "./refusal.ts";
import type { CollectorSettings } from "./settings.ts";
import { revealPages } from "./reveal/reveal-pages.ts";
import { startSweeper } from "./sweeper.ts";
import { demoTenant, putTenant } from "./tenants.ts";

/**
 * Starts a collector. What it starts is stopped, in reverse, by `onStop`.
 *
 * @param options.formFolder where the built form lies
 * @param options.revealFolder where the custodians' built page lies
 * @throws an error that says what the operator can do
 */
export async function startCollector(options: {
  settings: CollectorSettings;
  log: CollectorLog;
  formFolder: string;
  revealFolder?: string | null;
  onStop: Lifecycle["onStop"];
  now?: () => number;
}): Promise<{ port: number; collector: Collector }> {
  const { settings, log, onStop, now = Date.now } = options;
  const destinations = await openDestinations(settings.destinations, process.env);
  onStop("destinations", () => destinations.close());
  await createKeys(settings);
  const lock = await lockFolder(settings.own, { setting: "ASIDE_DATA" });
  onStop("lock", () => lock.release());
  const roots = await openRoots(settings, now);
  if (roots.root.kind === "file") log("root in one file");
  const database = await openCollectorDatabase(settings, log);
  onStop("database", () => database.close());
  const metrics = createCollectorMetrics();
  const [receiptKey, ...olderKeys] = await loadCallbackKeys(settings.callbackKeys);
  if (receiptKey === undefined) throw new Refusal("unavailable");
  const callbackKeys = [receiptKey, ...olderKeys].map((key) => key.privateKey);
  const tell = createTellWitness({
    url: settings.gatewayUrl + WITNESS_PATH,
    keys: callbackKeys,
    now,
  });
  const audit = await openAudit({ database, settings, tell, now, log, metrics });
  onStop("audit", () => audit.stop());
  const vault = await openCollectorVault({
    database,
    audit: audit.recorder,
    settings,
    roots,
    now,
  });
  onStop("vault", () => vault.close());
  const destroyed = () => vault.keysDestroyed();
  const forgetting = await database.listen("aside_keks_destroyed", destroyed, destroyed);
  onStop("destroyed keys", () => forgetting.stop());
  if (settings.demo) await putTenant(database, audit.recorder, demoTenant(settings.gatewayUrl));

  const { post, close } = createPost(`${settings.gatewayUrl}/v1/callbacks`);
  onStop("connections", close);
  const dispatcher = startDispatcher({ database, keys: callbackKeys, post, now, log, metrics });
  onStop("outbox", () => dispatcher.stop());

  const keys = await openGatewayKeys({ path: settings.gatewayKeys, now, log });
  const { gatewayUrl, collectorUrl, nodeUrl } = settings;
  const { wake, hand } = dispatcher;
  const keyCheck = createKeyCheck(database, now);
  const following = await followKeys(database, keyCheck);
  onStop("keys", () => following.stop());
  const buckets = createSharedBuckets(database, now);
  const known = createKnownCaptures();
  const reveal =
    settings.revealUrl === null
      ? null
      : {
          database,
          audit: audit.recorder,
          vault,
          now,
          origin: settings.revealUrl,
          perDay: settings.revealsPerDay,
          buckets,
        };
  const collector = {
    database,
    vault,
    reveal,
    audit: audit.recorder,
    keys,
    refusals: createRefusedActs({ database, audit: audit.recorder, log, metrics, now }),
    known,
    together: createTogether(verbsIn(database)),
    destinations,
    keyCheck,
    velocity: createVelocity(buckets),
    wrongKeys: createGuessLimit(buckets, now),
    log,
    metrics,
    now,
    clockAhead: createClockAhead(now),
    gatewayUrl,
    collectorUrl,
    receiptKey,
    nodeUrl,
    retentionDays: settings.retentionDays,
    wake,
    hand,
  };
  onStop("sweeper", startSweeper(collector));

  const pages = await readFormPages(options.formFolder, settings.suites);
  if (pages === null) log("form missing");
  const health = createHealth({
    checks: {
      database: () => database.check(),
      gateway_keys: async () => required((await keys.count()) > 0),
      form: () => required(pages !== null),
    },
    alarms: { audit: () => audit.guard.assertAllHold() },
  });
  const { rate, proxies } = settings;
  const desk = reveal && (await revealPages(options.revealFolder ?? "", reveal.origin));
  const server = createServer(
    inTurn(createApp({ collector, callbackKeys, pages, desk, health, rate, proxies })),
  );
  warnOfProxy(server, { proxies, upgrades: false }, () => log("proxy not named"));
  const { port, close: closeServer } = await listen(server, {
    port: settings.port,
    host: settings.host,
    setting: "ASIDE_COLLECTOR_PORT",
  });
  onStop("requests", () => {
    health.drain();
    return closeServer(5_000);
  });
  return { port, collector };
}

function required(holds: boolean): void {
  if (!holds) throw new Refusal("unavailable");
}
