import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { createCollectorClient, type SigningKey } from "@aside/collector-client";
import { createJournal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { createId } from "@aside/protocol";
import { ready as readySeal } from "@aside/seal";
import { codeOf, inTurn, listen, warnOfProxy, whereOf } from "@aside/service";
import { isCapturing, type Played } from "@aside/session";
import { forgetActs } from "./acts/forget-acts.ts";
import { createRecordAccess } from "./acts/record-access.ts";
import { createTellActs } from "./acts/tell-acts.ts";
import { startClock } from "./clock.ts";
import { createCarryOut } from "./conversation/carry-out.ts";
import type { Conversation, CustomerLine } from "./conversation/conversation.ts";
import { customerTabs } from "./conversation/customer-tabs.ts";
import { createConversations } from "./conversation/conversations.ts";
import { createEgress } from "./egress/egress.ts";
import { createPostWebhook } from "./egress/post-webhook.ts";
import { createWebhookSender } from "./egress/webhooks.ts";
import { deliverToCustomer } from "./egress/to-customer.ts";
import type { GatewayLog } from "./events.ts";
import { createExports } from "./exports/exports.ts";
import { createMarker } from "./exports/marker.ts";
import type { Gateway } from "./gateway.ts";
import { createApp } from "./http/app.ts";
import type { PageFolders } from "./http/pages.ts";
import { openAll, serveAgents } from "./ingress/agents.ts";
import { answering } from "./ingress/answer.ts";
import { bucketsOf } from "./ingress/bucket.ts";
import { serveCustomers } from "./ingress/customers.ts";
import { cutSlowSockets, noteAbsence } from "./ingress/housekeeping.ts";
import { onHandedOn, noteGone } from "./ingress/join.ts";
import { createRestAccess } from "./ingress/rest-access.ts";
import { openSocketServer } from "./ingress/socket-server.ts";
import { actOnObservers, clearObservers } from "./ingress/observers.ts";
import { strayOutcome } from "./screening/stray-outcome.ts";
import type { GatewayMetrics } from "./metrics.ts";
import { createQuarantine } from "./screening/quarantine.ts";
import { createPresence } from "./presence.ts";
import type { GatewaySettings } from "./settings.ts";
import { createAgentSessions } from "./sign-in/agent-sessions.ts";
import { createSignInTries } from "./sign-in/tries.ts";
import { createCustomerSessions } from "./tenants/customer-sessions.ts";
import { createTenants } from "./tenants/tenants.ts";
import { webhookOf } from "./tenants/webhook-endpoints.ts";
import { noteKeys } from "./witness/note-keys.ts";
import { createWitness } from "./witness/witness.ts";

/** A conversation that nobody hears is kept in hand this long. */
const KEPT = 60_000;

export interface StartOptions {
  readonly settings: GatewaySettings;
  readonly database: Database;
  readonly keys: readonly SigningKey[];
  readonly collectorKeysFile: string;
  readonly log: GatewayLog;
  readonly metrics: GatewayMetrics;
  readonly pages: PageFolders;
  readonly now?: () => number;
  /** Registers how to stop what was just started. */
  readonly onStop: (step: string, stop: () => unknown) => void;
}

/** Wires one gateway process on an open database and serves. */
export async function startGateway(options: StartOptions): Promise<{ readonly port: number }> {
  const { settings, database, log, metrics, onStop } = options;
  const now = options.now ?? Date.now;
  const journal = createJournal(database);
  onStop("journal", () => journal.close());
  const tenants = createTenants(database, now);
  const egress = createEgress({
    log,
    delivered: (count) => metrics.delivered.add(count, { side: "agent" }),
  });
  onStop("egress", () => egress.stop());
  const collector = createCollectorClient({
    keys: options.keys,
    gatewayOrigin: settings.url,
    collectorOrigin: settings.collectorUrl,
    collectorKeysFile: options.collectorKeysFile,
    now,
  });
  await readySeal();
  await collector.refreshSealingKey();
  const quarantine = createQuarantine(database);
  const carryOut = createCarryOut({
    collector,
    tenants,
    quarantine,
    conversations: () => conversations,
    log,
    now,
  });
  onStop("collector calls", () => carryOut.idle());
  const conversations = createConversations(
    journal,
    {
      deliver,
      carryOut: carried,
      loaded,
      wanted: ({ tenant }) => egress.lines(tenant).size > 0,
      failed: (conversation, error) =>
        log("conversation stuck", {
          tenant: conversation.tenant,
          conversation: conversation.id,
          error: codeOf(error),
          where: whereOf(error),
        }),
    },
    now,
  );
  const customerSessions = createCustomerSessions(database);
  // When conversations came into hand, until it is known whether their customers are still there.
  const arrived = new Map<Conversation, number>();
  const node = createId("node", randomBytes(16)).slice(5, 13);
  const marker = createMarker();
  onStop("marker", () => marker.stop());
  const exports = createExports({ database, journal, marker, keys: options.keys, log, now });
  onStop("exports", () => exports.stop());
  const gateway: Gateway = {
    settings,
    now,
    log,
    metrics,
    journal,
    tenants,
    customerSessions,
    agentSessions: createAgentSessions(database, now),
    conversations,
    egress,
    collector,
    exports,
    marker,
    quarantine,
    recordAccess: createRecordAccess(database, now),
    node,
  };
  const home = `${hostname()} ${settings.data} ${settings.databaseUrl === undefined ? "embedded" : "url"}`;
  const presence = createPresence({ database, egress, customerSessions, node, home, now });
  await presence.start();
  onStop("presence", () => presence.stop());

  const clock = startClock({ journal, conversations, carryOut, log, now });
  onStop("clock", () => clock.stop());
  const following = await journal.follow(
    (hints) => conversations.hinted(hints),
    () => void conversations.sweep().catch(() => undefined),
  );
  onStop("hints", () => following.stop());

  const tools = noteKeys(settings.auditKeys ?? join(settings.data, "collector", "audit.keys"));
  const witness = createWitness({ database, tools, now, log, metrics });
  const acts = createTellActs({ database, collector, log, now });
  onStop("acts", () => acts.stop());
  const tries = createSignInTries(database, now);
  const { app, health } = createApp(gateway, {
    tries,
    access: createRestAccess(gateway, database),
    database,
    witness,
    evidence: { tools, witness, key: options.keys.at(-1) },
    pages: options.pages,
    checks: { database: () => database.check() },
    alarms: { audit: async () => void (await Promise.all([witness.check(), acts.check()])) },
  });
  const server = createServer(inTurn(app));
  warnOfProxy(server, { proxies: settings.proxies, upgrades: true }, () =>
    log("proxy not named", {}),
  );
  const { io, spends } = openSocketServer(server, { settings, log, now });
  const customers = serveCustomers(io, gateway, bucketsOf(settings.tenantPerSecond, now), spends);
  // A bucket of their own: customers who send without end are no reason to turn an agent away.
  const agents = serveAgents(io, gateway, presence, bucketsOf(settings.tenantPerSecond, now));
  clock.everySecond(async () => {
    metrics.settle();
    metrics.sockets.set(customers.sockets.size, { side: "customer" });
    metrics.sockets.set(agents.namespace.sockets.size, { side: "agent" });
    cutSlowSockets(gateway, customers, "customer");
    cutSlowSockets(gateway, agents.namespace, "agent");
    await agents.cutEnded();
    await presence.beat(customerTabs(conversations.live()));
    for (const conversation of conversations.live()) {
      if (conversation.snapshot.context.observers.length > 0 || isCapturing(conversation.snapshot))
        await clearObservers(gateway, conversation, presence.alive());
    }
    conversations.release(needed);
    metrics.conversations.set(Array.from(conversations.live()).length);
  });
  const webhooks = createWebhookSender({
    urlOf: (tenant) => webhookOf(database, tenant),
    journal,
    keys: options.keys.map((key) => key.privateKey),
    post: createPostWebhook({ loopback: settings.demo }),
    log,
    metrics,
    now,
  });
  onStop("webhooks", () => webhooks.stop());
  let beats = 0;
  clock.everySecond(async () => {
    beats += 1;
    void collector.refreshSealingKey();
    acts.beat();
    webhooks.beat();
    if (beats % 10 === 0) {
      await quarantine.sweep(now());
      metrics.webhooksWaiting.set(await journal.webhooks.waiting(10_000));
    }
    for (const [conversation, since] of beats % 10 === 0 ? arrived : [])
      if (await noteAbsence(gateway, conversation, since)) arrived.delete(conversation);
    if (beats % 60 === 0) {
      const copies = forgetActs(database, { days: settings.actsDays, now: now() });
      await Promise.all([gateway.exports.sweep(), tries.sweep(), copies]);
    }
    // A hint of a conversation that nobody here had in hand may be lost like any other.
    if (beats % 10 === 0) for (const tenant of egress.tenants()) await openAll(gateway, tenant);
  });

  const listening = await listen(server, {
    port: settings.port,
    host: settings.host,
    setting: "ASIDE_GATEWAY_PORT",
  });
  onStop("http", () => listening.close(3_000));
  onStop("sockets", () => {
    io.local.disconnectSockets(true);
    io.engine.close();
  });
  onStop("health", () => health.drain());
  return { port: listening.port };

  function deliver(conversation: Conversation, played: Played, answered?: CustomerLine): void {
    egress.deliver(conversation, played);
    const count = deliverToCustomer(conversation, played, log, answered);
    if (count > 0) metrics.delivered.add(count, { side: "customer" });
    const { context: past } = played.before;
    const { context } = played.after;
    if (past.capture !== context.capture || played.event.seq === 1) ofCapture(conversation, played);
    if (past.strays !== context.strays) clock.watch(conversation);
    const key = { tenant: conversation.tenant, conversation: conversation.id };
    for (const observer of actOnObservers(gateway, conversation, played.actions))
      void answering(log, () => noteGone(gateway, key, observer, "observer.cut"));
    if (played.before.context.agent !== played.after.context.agent && conversation.agents.size > 0)
      void answering(log, () => onHandedOn(gateway, conversation));
  }

  function ofCapture(conversation: Conversation, { before, after }: Played): void {
    clock.watch(conversation);
    const { capture } = after.context;
    if (capture === null) return;
    const about = {
      tenant: conversation.tenant,
      conversation: conversation.id,
      capture: capture.id,
    };
    if (!isCapturing(before) && isCapturing(after)) log("capture began", about);
    const { status } = capture;
    if (!isCapturing(before) || isCapturing(after)) return;
    if (
      status === "completed" ||
      status === "declined" ||
      status === "cancelled" ||
      status === "expired" ||
      status === "failed"
    ) {
      log("capture ended", { ...about, outcome: status });
      metrics.captures.add(1, { outcome: status });
    }
  }

  function carried(conversation: Conversation, played: Played): void {
    carryOut.actionsOf(conversation, played);
    const outcome = strayOutcome(played.event);
    if (outcome !== null) metrics.strays.add(1, { outcome });
  }

  function loaded(conversation: Conversation): void {
    if (conversation.seq === 0) return;
    arrived.set(conversation, now());
    clock.watch(conversation);
    // What a process that died had begun is done again; all of it may be done twice.
    if (isCapturing(conversation.snapshot)) carryOut.dutiesOf(conversation);
    egress.announce(conversation);
  }

  function needed(conversation: Conversation): boolean {
    if (conversation.customers.size > 0 || conversation.agents.size > 0) return true;
    if (isCapturing(conversation.snapshot)) return true;
    if (conversation.snapshot.context.strays.length > 0) return true;
    if (now() - conversation.touchedAt < KEPT) return true;
    return !conversation.snapshot.matches("closed") && egress.lines(conversation.tenant).size > 0;
  }
}
