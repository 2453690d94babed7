import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { createCollectorClient, type SigningKey } from "@aside/collector-client";
import { createJournal } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { createId } from "@aside/protocol";
import { ready as readySeal } from "@aside/seal";
import { inTurn, listen, warnOfProxy } from "@aside/service";
import { createRecordAccess } from "./acts/record-access.ts";
import { createTellActs } from "./acts/tell-acts.ts";
import { startClock } from "./clock.ts";
import { createCarryOut } from "./conversation/carry-out.ts";
import type { Conversation } from "./conversation/conversation.ts";
import { createConversations } from "./conversation/conversations.ts";
import { createOutlets } from "./conversation/outlets.ts";
import { createEgress } from "./egress/egress.ts";
import { createPostWebhook } from "./egress/post-webhook.ts";
import { createWebhookSender } from "./egress/webhooks.ts";
import type { GatewayLog } from "./events.ts";
import { createExports } from "./exports/exports.ts";
import { createMarker, type Marker } from "./exports/marker.ts";
import type { Gateway } from "./gateway.ts";
import { createApp } from "./http/app.ts";
import type { PageFolders } from "./http/pages.ts";
import { serveAgents } from "./ingress/agents.ts";
import { bucketsOf } from "./ingress/bucket.ts";
import { serveCustomers } from "./ingress/customers.ts";
import { createRestAccess } from "./ingress/rest-access.ts";
import { openSocketServer } from "./ingress/socket-server.ts";
import type { GatewayMetrics } from "./metrics.ts";
import { createQuarantine } from "./screening/quarantine.ts";
import { createPresence } from "./presence.ts";
import type { GatewaySettings } from "./settings.ts";
import { createAgentSessions } from "./sign-in/agent-sessions.ts";
import { createSignInTries } from "./sign-in/tries.ts";
import { createCustomerSessions } from "./tenants/customer-sessions.ts";
import { createTenants } from "./tenants/tenants.ts";
import { webhookOf } from "./tenants/webhook-endpoints.ts";
import { createUpkeep } from "./upkeep.ts";
import { noteKeys } from "./witness/note-keys.ts";
import { createWitness } from "./witness/witness.ts";

export interface StartOptions {
  readonly settings: GatewaySettings;
  readonly database: Database;
  readonly keys: readonly SigningKey[];
  readonly collectorKeysFile: string;
  readonly log: GatewayLog;
  readonly metrics: GatewayMetrics;
  readonly pages: PageFolders;
  readonly now?: () => number;
  /** Instead of one whose threads lie beside the code. */
  readonly marker?: Marker;
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
  // When conversations came into hand, until it is known whether their customers are still there.
  const arrived = new Map<Conversation, number>();
  const outlets = createOutlets({
    gateway: () => gateway,
    carryOut,
    watch: (conversation) => clock.watch(conversation),
    arrived: (conversation) => void arrived.set(conversation, now()),
  });
  const conversations = createConversations(journal, outlets, now);
  const customerSessions = createCustomerSessions(database);
  const node = createId("node", randomBytes(16)).slice(5, 13);
  const marker = options.marker ?? createMarker();
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
  const upkeep = createUpkeep(gateway, {
    database,
    arrived,
    customers,
    agents,
    presence,
    acts,
    webhooks,
    tries,
  });
  clock.everySecond(upkeep.connections);
  clock.everySecond(upkeep.rest);

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
}
