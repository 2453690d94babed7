import { AGENTS, type QueueEntry, type ToConsole } from "@aside/protocol";
import type { Namespace, Server, Socket } from "socket.io";
import type { AgentLine } from "../conversation/conversation.ts";
import { gatherFrames } from "../egress/gather.ts";
import { isSilent, queueEntryOf } from "../egress/leave.ts";
import { concerns } from "../egress/queue-board.ts";
import type { Gateway } from "../gateway.ts";
import type { Presence } from "../presence.ts";
import { cookieOf } from "../sign-in/cookie.ts";
import type { SignedInAgent } from "../sign-in/agent-sessions.ts";
import { acknowledgement, answering } from "./answer.ts";
import { createBucket, type Bucket } from "./bucket.ts";
import { takeFromConsole } from "./from-console.ts";
import { guardNamespace } from "./guard-namespace.ts";
import { leaveConversation } from "./join.ts";
import { createOffers, type TellOffers } from "./offers.ts";
import { refusalOf } from "./refusals.ts";

/** How many conversations a console's queue begins with. */
const MOST_QUEUED = 2_000;

/** The agents' namespace, and what ends a connection whose session has ended. */
export interface AgentConnections {
  readonly namespace: Namespace;
  /** Cuts off whoever was signed out, removed, or is in another role than when it connected. Called every second. */
  cutEnded(): Promise<void>;
  /** Tells consoles whose tenant has other forms or replies by now. Called every ten seconds. */
  tellOffers(): Promise<void>;
}

/** The agents' namespace: signed in by cookie, from the gateway's own pages only. */
export function serveAgents(
  io: Server,
  gateway: Gateway,
  presence: Presence,
  perTenant: (tenant: string) => Bucket,
): AgentConnections {
  const namespace = io.of(AGENTS);
  const offers = createOffers(gateway);
  const known = new WeakMap<Socket, SignedInAgent & { readonly secret: string }>();
  guardNamespace(namespace, gateway.log, async (socket) => {
    const { cookie, origin } = socket.handshake.headers;
    if (origin !== undefined && origin !== gateway.settings.url) return "not_allowed";
    const secret = cookieOf(cookie, gateway.settings);
    const agent = await gateway.agentSessions.find(secret);
    if (agent === null) return "not_signed_in";
    const { agent: expected = agent.agent.id } = socket.handshake.auth;
    // Somebody else has signed in from the same browser: nothing goes out in their name that the one before wrote.
    if (expected !== agent.agent.id) return "not_signed_in";
    known.set(socket, { ...agent, secret });
    return null;
  });
  namespace.on("connection", (socket) => {
    const agent = known.get(socket);
    if (agent === undefined) return socket.disconnect(true);
    serve(gateway, presence, offers, socket, agent, perTenant(agent.tenant));
    return undefined;
  });
  return {
    namespace,
    cutEnded: () => cutEnded(gateway, namespace.sockets.values(), known),
    tellOffers: () => offers.changed(),
  };
}

async function cutEnded(
  { agentSessions }: Gateway,
  sockets: Iterable<Socket>,
  known: WeakMap<Socket, SignedInAgent & { readonly secret: string }>,
): Promise<void> {
  const byTenant = new Map<string, Map<Socket, SignedInAgent & { readonly secret: string }>>();
  for (const socket of sockets) {
    const one = known.get(socket);
    if (one === undefined) continue;
    const own = byTenant.get(one.tenant) ?? new Map();
    byTenant.set(one.tenant, own.set(socket, one));
  }
  for (const [tenant, own] of byTenant) {
    const secrets = Array.from(own.values(), ({ secret }) => secret);
    const standing = await agentSessions.standing(tenant, secrets);
    for (const [socket, { secret, agent }] of own)
      if (standing.get(secret)?.role !== agent.role) socket.disconnect(true);
  }
}

function serve(
  gateway: Gateway,
  presence: Presence,
  offers: TellOffers,
  socket: Socket,
  { tenant, agent }: SignedInAgent,
  ofTenant: Bucket,
): void {
  const { log, metrics, settings, egress } = gateway;
  const frames = gatherFrames<ToConsole>((all) => void socket.emit("to-console", ...all));
  const line: AgentLine = {
    tenant,
    agent,
    emit: frames.emit,
    closed: () => socket.disconnected,
    cut() {
      frames.flush();
      socket.disconnect(true);
    },
  };
  const own = createBucket(settings.socketPerSecond, settings.socketPerSecond * 5);
  const refuse = (acknowledge: unknown, code: "malformed" | "too_many") => {
    metrics.refused.add(1, { side: "agent" });
    frames.flush();
    acknowledgement(acknowledge)(refusalOf(code));
  };
  socket.on("from-console", (raw: unknown, acknowledge: unknown) => {
    if (!own.take() || !ofTenant.take()) return refuse(acknowledge, "too_many");
    metrics.requests.add(1, { side: "agent" });
    const began = performance.now();
    answering(log, () => takeFromConsole(gateway, line, raw)).then(
      (reply) => {
        if (!reply.ok) metrics.refused.add(1, { side: "agent" });
        frames.flush();
        acknowledgement(acknowledge)(reply);
        metrics.requestSeconds.observe(began, { side: "agent" });
      },
      () => undefined,
    );
  });
  socket.onAny((event: string, ...rest: unknown[]) => {
    if (event === "from-console") return;
    refuse(
      rest.findLast((one) => typeof one === "function"),
      own.take() ? "malformed" : "too_many",
    );
  });
  socket.on("disconnect", () => {
    egress.disconnect(line);
    presence.gone(line);
    for (const conversation of gateway.conversations.live()) {
      if (!conversation.agents.has(line)) continue;
      void answering(log, () => leaveConversation(gateway, line, conversation.id));
    }
  });
  answering(log, () => welcome(gateway, presence, offers, line)).then(
    (failed) => {
      if (failed !== undefined) socket.disconnect(true);
    },
    () => undefined,
  );
}

async function welcome(
  gateway: Gateway,
  presence: Presence,
  offers: TellOffers,
  line: AgentLine,
): Promise<undefined> {
  const tenant = await gateway.tenants.find(line.tenant);
  const agents = await gateway.agentSessions.list(line.tenant);
  await openAll(gateway, line.tenant);
  if (line.closed() || tenant === null) return undefined;
  // From here on in one tick: what changes after the queue was read reaches this console too.
  gateway.egress.connect(line);
  presence.came(line);
  const online = presence.online(line.tenant);
  gateway.egress.tell(line, {
    type: "welcome",
    me: line.agent,
    tenant: { name: tenant.name },
    agents: agents.map((agent) => ({ ...agent, online: online.has(agent.id) })),
    ...offers.first(line, tenant),
    queue: queueOf(gateway, line),
    fullAt: gateway.settings.conversationEvents,
    now: gateway.now(),
  });
  return undefined;
}

/** Takes the tenant's open conversations in hand. */
export async function openAll({ journal, conversations }: Gateway, tenant: string): Promise<void> {
  const phases = ["waiting", "open", "capture", "wrap-up"];
  let cursor: string | null = null;
  let count = 0;
  do {
    const page: Awaited<ReturnType<typeof journal.list>> = await journal.list({
      tenant,
      phases,
      limit: 500,
      ...(cursor === null ? {} : { cursor }),
    });
    for (let from = 0; from < page.conversations.length; from += 20) {
      const part = page.conversations.slice(from, from + 20);
      const missing = part.filter((row) => conversations.find(row)?.loaded !== true);
      await Promise.all(missing.map((row) => conversations.within(row, () => undefined)));
    }
    count += page.conversations.length;
    cursor = count < MOST_QUEUED ? page.cursor : null;
  } while (cursor !== null);
}

function queueOf({ conversations }: Gateway, line: AgentLine): QueueEntry[] {
  const queue: QueueEntry[] = [];
  for (const { tenant: owner, id, told, snapshot, seq } of conversations.live()) {
    if (owner !== line.tenant || !concerns(line, snapshot.context.agent)) continue;
    if (seq === 0 || snapshot.matches("closed") || isSilent(snapshot)) continue;
    queue.push(queueEntryOf(id, told, snapshot));
  }
  return queue;
}
