import { randomBytes } from "node:crypto";
import { createId, CUSTOMERS, WIDGET_PROTOCOL } from "@aside/protocol";
import { io } from "socket.io-client";
import { connectAgent, type Agent } from "../clients/agent.ts";
import { connectCustomer, type Customer } from "../clients/customer.ts";
import { openForm } from "../clients/form.ts";
import { agentSide } from "./agent-side.ts";
import { canaryWord } from "./canary-values.ts";
import { databaseRows } from "./database.ts";
import { heapOfProcess } from "./heap.ts";
import { search, type Canary, type Sink } from "./search.ts";
import { expect, test, type Stage } from "./stage.ts";
import { tapSocket } from "./socket-tap.ts";

test.setTimeout(240_000);

const SURFACES = [
  "message",
  "message, cleared",
  "retry of a held message",
  "display name",
  "page title",
  "page address",
  "typing with more in it",
  "reconnect: name",
  "reconnect: page",
  "reconnect: user agent",
  "invented event",
  "unknown type",
  "broken shape",
  "binary",
  "leave with more in it",
] as const;

test("[BND1] [18] [19] whatever a hostile customer sends during a capture is found nowhere, during it and after its end", async ({
  stage,
}) => {
  const scene = await openScene(stage);
  await startCapture(scene);
  const canaries = await sendEverything(scene);

  const during = await sinksOf(stage, scene);
  expect(search(during, canaries)).toEqual([]);

  await completeCapture(scene);
  const { id } = await scene.customer.say("after the capture");
  await scene.agent.inbox.first(
    (message) =>
      message.type === "entry" &&
      message.entry.frame.type === "message" &&
      message.entry.frame.message.id === id
        ? message
        : null,
    "the first message after the capture",
  );
  await expect.poll(() => stage.webhooks.received()).toBeGreaterThan(0);
  const after = await sinksOf(stage, scene);
  expect(search(after, canaries)).toEqual([]);
  scene.close();
});

test("[BND1] control: the same surfaces without a capture are seen by the same search", async ({
  stage,
}) => {
  const scene = await openScene(stage);
  const canaries = await sendEverything(scene);
  const all = await sinksOf(stage, scene);
  const sightings = search(all, canaries);
  const seen = new Set(sightings.map(({ canary }) => canary));
  for (const surface of [
    "message",
    "message, cleared",
    "display name",
    "page title",
    "page address",
  ] as const)
    expect(seen).toContain(surface);
  const sinks = new Set(sightings.map(({ sink }) => sink));
  for (const sink of ["agent socket", "gateway database", "gateway heap"])
    expect(sinks).toContain(sink);
  // In an export codes are replaced even so; what is ordinary stands there to be seen.
  const greeted = search(all, [{ name: "greeting", value: "hello" }]).map(({ sink }) => sink);
  for (const sink of ["/v1/export?format=jsonl", "/v1/export?format=parquet"])
    expect(greeted).toContain(sink);
  scene.close();
});

interface Scene {
  readonly stage: Stage;
  readonly agent: Agent;
  readonly customer: Customer;
  readonly conversation: string;
  readonly tap: () => Sink;
  close(): void;
}

async function openScene(stage: Stage): Promise<Scene> {
  const { system } = stage;
  const [anna] = system.agents;
  if (anna === undefined) throw new Error("no agent is seeded");
  const agent = await connectAgent(system.gateway.url, anna);
  const tap = tapSocket("agent socket", agent.socket);
  const customer = await connectCustomer({
    gateway: system.gateway.url,
    origin: system.gateway.url,
  });
  const { conversation } = customer.welcome;
  await customer.say("hello");
  await agent.send({ type: "join", conversation, after: 0 });
  await agent.send({ type: "take", conversation });
  return {
    stage,
    agent,
    customer,
    conversation,
    tap,
    close() {
      agent.close();
      customer.close();
    },
  };
}

let capture = "";

async function startCapture({ agent, customer, conversation }: Scene): Promise<void> {
  capture = createId("cap", randomBytes(16));
  const reply = await agent.send({
    type: "capture.request",
    conversation,
    capture,
    template: "card",
  });
  expect(reply.ok).toBe(true);
  await customer.inbox.first(
    (message) =>
      message.type === "frame" && message.frame.type === "capture" && message.frame.ready
        ? message
        : null,
    "the form",
  );
}

async function completeCapture({ agent, customer, stage }: Scene): Promise<void> {
  const origin = stage.system.gateway.url;
  const ticket = await customer.send({
    type: "capture.ticket",
    capture,
    way: "frame",
    parentOrigin: origin,
  });
  if (!ticket.ok || ticket.status !== "ticket") throw new Error("no ticket");
  const form = await openForm(customer.welcome.collectorOrigin, ticket.ticket, origin);
  await form.submit({
    "card.pan": "4111111111111111",
    "card.holder": "Jane Doe",
    "card.exp": "12/30",
    "card.cvv": "123",
  });
  await agent.inbox.first(
    (message) =>
      message.type === "entry" &&
      message.entry.frame.type === "capture" &&
      message.entry.frame.capture.status === "completed"
        ? message
        : null,
    "the result",
  );
}

/** Sends a word of its own over every surface that a client has, and some that it invents. */
async function sendEverything({ customer, stage }: Scene): Promise<Canary[]> {
  const word = Object.fromEntries(SURFACES.map((surface) => [surface, canaryWord(surface).value]));
  const value = (surface: (typeof SURFACES)[number]) => word[surface] ?? "";
  const raw = (body: unknown) =>
    customer.socket
      .timeout(5_000)
      .emitWithAck("from-widget", body)
      .catch(() => null);
  const retried = createId("msg", randomBytes(16));

  await raw({ type: "message", id: createId("msg", randomBytes(16)), text: value("message") });
  await raw({
    type: "message",
    id: createId("msg", randomBytes(16)),
    text: value("message, cleared"),
    cleared: true,
  });
  await raw({ type: "message", id: retried, text: value("retry of a held message") });
  await raw({ type: "message", id: retried, text: value("retry of a held message") });
  await raw({ type: "name", name: value("display name") });
  await raw({
    type: "page",
    page: { title: value("page title"), url: `https://shop.example/${value("page address")}` },
  });
  await raw({ type: "typing", text: value("typing with more in it") });
  await raw({ type: "read", upTo: 1 });
  await raw({ type: value("unknown type") });
  await raw([{ nested: value("broken shape") }]);
  await raw(Buffer.from(value("binary")));
  await raw({ type: "leave", because: value("leave with more in it") });
  customer.socket.emit(value("invented event"), value("invented event"));
  customer.socket.emit("to-console", { type: "entry", text: value("invented event") });
  await reconnect(stage, customer, {
    name: value("reconnect: name"),
    title: value("reconnect: page"),
    agent: value("reconnect: user agent"),
  });
  return SURFACES.map((surface) => ({ name: surface, value: value(surface) }));
}

/** A second tab of the same customer, which stays connected: what its handshake said must not stay in memory. */
async function reconnect(
  { system }: Stage,
  customer: Customer,
  says: { name: string; title: string; agent: string },
): Promise<void> {
  const socket = io(system.gateway.url + CUSTOMERS, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: {
      origin: system.gateway.url,
      "user-agent": says.agent,
      referer: `${system.gateway.url}/${says.title}`,
    },
    auth: {
      v: WIDGET_PROTOCOL,
      tenant: "demo",
      session: customer.welcome.session,
      after: 0,
      fresh: false,
      locale: "en",
      name: says.name,
      page: { title: says.title, url: `https://shop.example/${says.title}` },
    },
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("to-widget", (message: { type?: string }) => {
      if (message.type === "caught-up") resolve();
    });
    socket.on("connect_error", reject);
  });
}

async function sinksOf({ system, heaps, webhooks }: Stage, scene: Scene): Promise<Sink[]> {
  return [
    scene.tap(),
    ...(await agentSide(system, scene.conversation, scene.agent.cookie)),
    await databaseRows("gateway", system.data),
    await databaseRows("collector", system.data),
    webhooks.sink(),
    await heapOfProcess("gateway heap", system.gateway.pid(), heaps),
  ];
}
