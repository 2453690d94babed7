import { setTimeout as delay } from "node:timers/promises";
import {
  CUSTOMERS,
  widgetHello,
  type RefusalCode,
  type ToWidget,
  type ToWidgetReply,
  type WidgetHello,
} from "@aside/protocol";
import { chatTypes } from "@aside/policy";
import { play, type JournaledEvent } from "@aside/session";
import type { Namespace, Server, Socket } from "socket.io";
import type { Conversation, CustomerLine } from "../conversation/conversation.ts";
import { isFull } from "../conversation/is-full.ts";
import { readEvents } from "../conversation/read-journal.ts";
import { framesForCustomer } from "../egress/to-customer.ts";
import type { Gateway } from "../gateway.ts";
import { isCut } from "../screening/cut-out.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { acknowledgement, answering, refusalAfter } from "./answer.ts";
import { createBucket, type Bucket } from "./bucket.ts";
import { enterConversation, noteArrival } from "./enter-conversation.ts";
import { takeFromWidget, type CustomerVoice } from "./from-widget.ts";
import { guardNamespace } from "./guard-namespace.ts";
import type { SocketGate } from "./socket-gate.ts";
import { forgetLastMatch } from "./held-id.ts";
import { refusalOf } from "./refusals.ts";
import { localeOf, scrubHandshake } from "./scrub-handshake.ts";

/** How long a customer may be gone, by a reload or a lost network, before the agent is told. */
const GONE_AFTER = 4_000;

/** The customers' namespace. */
export function serveCustomers(
  io: Server,
  gateway: Gateway,
  perTenant: (tenant: string) => Bucket,
  spends: SocketGate["spends"],
): Namespace {
  const namespace = io.of(CUSTOMERS);
  const arrivals = new WeakMap<Socket, Arrival>();
  guardNamespace(namespace, gateway.log, async (socket) => {
    const given = widgetHello.safeParse(socket.handshake.auth);
    const { origin } = socket.handshake.headers;
    scrubHandshake(socket);
    forgetLastMatch();
    const arrival = await letIn(gateway, given.data, origin, perTenant);
    if (typeof arrival === "string") return arrival;
    arrivals.set(socket, arrival);
    return null;
  });
  namespace.on("connection", (socket) => {
    const arrival = arrivals.get(socket);
    if (arrival === undefined) return socket.disconnect(true);
    arrivals.delete(socket);
    const line: CustomerLine = { emit: (frame) => void socket.emit("to-widget", frame) };
    const ofTenant = perTenant(arrival.voice.tenant.id);
    const ofAddress = { take: (count = 1) => spends(socket.request, count) };
    serve(gateway, socket, { ...arrival.voice, line }, { ofTenant, ofAddress });
    answering(gateway.log, () => enter(gateway, socket, line, arrival)).then(
      (failed) => {
        if (failed !== undefined) socket.disconnect(true);
      },
      () => undefined,
    );
    return undefined;
  });
  return namespace;
}

interface Arrival {
  readonly voice: Omit<CustomerVoice, "line">;
  readonly secret: string;
  readonly after: number;
}

/** Who comes and to which conversation, or why not. What the client brought along is noted here and kept nowhere else. */
async function letIn(
  gateway: Gateway,
  hello: WidgetHello | undefined,
  origin: string | undefined,
  perTenant: (tenant: string) => Bucket,
): Promise<Arrival | RefusalCode> {
  if (hello === undefined) return "malformed";
  const tenant = await gateway.tenants.find(hello.tenant);
  if (tenant === null) return "not_found";
  if (origin !== undefined && !tenant.origins.has(origin)) return "not_allowed";
  if (!perTenant(tenant.id).take()) return "too_many";
  const session = await enterConversation(gateway, hello);
  const { conversation, secret } = session;
  await noteArrival(gateway, { tenant: tenant.id, conversation }, hello);
  forgetLastMatch();
  const voice = { tenant, conversation, locale: localeOf(hello.locale) };
  return { voice, secret, after: hello.after };
}

function serve(
  gateway: Gateway,
  socket: Socket,
  voice: CustomerVoice,
  { ofTenant, ofAddress }: { readonly ofTenant: Bucket; readonly ofAddress: Bucket },
): void {
  const { log, metrics, settings } = gateway;
  const own = createBucket(settings.socketPerSecond, settings.socketPerSecond * 5);
  const refuse = (acknowledge: unknown, code: "malformed" | "too_many") => {
    metrics.refused.add(1, { side: "customer" });
    acknowledgement(acknowledge)(refusalOf(code));
  };
  const reply = async (raw: unknown, acknowledge: unknown) => {
    const began = performance.now();
    let answer: ToWidgetReply;
    try {
      answer = await takeFromWidget(gateway, voice, raw);
    } catch (error) {
      answer = refusalAfter(log, error);
    }
    if (!answer.ok) metrics.refused.add(1, { side: "customer" });
    acknowledgement(acknowledge)(answer);
    metrics.requestSeconds.observe(began, { side: "customer" });
  };
  socket.on("from-widget", (raw: unknown, acknowledge: unknown) => {
    const cost = costOf(raw);
    if (!own.take(cost) || !ofAddress.take(cost) || !ofTenant.take())
      return refuse(acknowledge, "too_many");
    metrics.requests.add(1, { side: "customer" });
    void reply(raw, acknowledge);
    return undefined;
  });
  socket.onAny((event: string, ...rest: unknown[]) => {
    if (event === "from-widget") return;
    forgetLastMatch();
    refuse(
      rest.findLast((one) => typeof one === "function"),
      own.take() ? "malformed" : "too_many",
    );
  });
}

/** What is long takes longer to look at: one for each this many characters. */
const LOOKED_AT = 500;

function costOf(raw: unknown): number {
  const text = typeof raw === "object" && raw !== null && "text" in raw ? raw.text : "";
  return typeof text === "string" ? 1 + Math.floor(text.length / LOOKED_AT) : 1;
}

/** Backlog and from then on live, with nothing between the two. */
async function enter(
  gateway: Gateway,
  socket: Socket,
  line: CustomerLine,
  { voice, secret, after }: Arrival,
): Promise<undefined> {
  const { tenant, conversation: id } = voice;
  const key = { tenant: tenant.id, conversation: id };
  socket.on("disconnect", () => {
    const conversation = gateway.conversations.find(key);
    conversation?.customers.delete(line);
    if (conversation?.customers.size === 0) void sayGone(gateway, key);
  });
  await gateway.conversations.within(key, async (conversation) => {
    line.emit(welcomeFrame(gateway, tenant, secret, conversation));
    const from = after > conversation.seq ? 0 : after;
    if (from < conversation.seq) {
      const events: JournaledEvent[] = [];
      for await (const event of readEvents(gateway.journal, key)) {
        if (event.seq <= conversation.seq) events.push(event);
      }
      for (const played of play(events)) {
        if (played.event.seq <= from) continue;
        for (const frame of framesForCustomer(conversation, played, gateway.log)) line.emit(frame);
      }
    }
    line.emit({ type: "caught-up", seq: conversation.seq });
    if (socket.connected) conversation.customers.add(line);
  });
}

function welcomeFrame(
  { settings, now }: Gateway,
  { name, colour, greeting, chat }: Tenant,
  session: string,
  conversation: Conversation,
): ToWidget {
  return {
    type: "welcome",
    session,
    conversation: conversation.id,
    tenant: { name, colour, greeting },
    cutTypes: chatTypes.filter((type) => isCut(chat, type)),
    collectorOrigin: settings.collectorUrl,
    open: !conversation.snapshot.matches("closed"),
    ...(isFull(conversation, settings) && { full: true as const }),
    now: now(),
  };
}

/** Tells that the customer is gone, unless a tab came back meanwhile. Another node that has one says so again. */
async function sayGone(
  gateway: Gateway,
  key: { readonly tenant: string; readonly conversation: string },
): Promise<void> {
  await delay(GONE_AFTER, undefined, { ref: false });
  await answering(gateway.log, () =>
    gateway.conversations.change(key, ({ customers, snapshot }) =>
      customers.size > 0 || !snapshot.context.customer.online || snapshot.matches("closed")
        ? { answer: null }
        : { event: { type: "customer.online", online: false }, done: () => null },
    ),
  );
}
