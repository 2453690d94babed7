import { randomBytes } from "node:crypto";
import {
  AGENTS,
  createId,
  CUSTOMERS,
  toConsole,
  toConsoleReply,
  toWidget,
  toWidgetReply,
  type ConsoleFrame,
  type FromConsole,
  type FromWidget,
  type ToConsole,
  type ToConsoleReply,
  type ToWidget,
  type ToWidgetReply,
  type WidgetFrame,
  type WidgetHello,
} from "@aside/protocol";
import { io, type Socket } from "socket.io-client";
import type * as z from "zod";

/** Everything a socket was sent, parsed, and waiting for what is still to come. */
interface Inbox<T> {
  readonly all: T[];
  until<R>(find: (all: T[]) => R | undefined | false | null): Promise<R>;
}

function inboxOf<T>(socket: Socket, event: string, schema: z.ZodType<T>): Inbox<T> {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  socket.on(event, (...frames: unknown[]) => {
    for (const raw of frames) all.push(schema.parse(raw));
    for (const look of waiting) look();
  });
  return {
    all,
    until: (find) =>
      new Promise((resolve) => {
        const look = () => {
          const found = find(all);
          if (found === undefined || found === false || found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export class Customer {
  readonly socket: Socket;
  readonly inbox: Inbox<ToWidget>;
  /** Lines of its own that were accepted: their texts by their numbers. */
  readonly said = new Map<number, string>();
  welcome: Extract<ToWidget, { type: "welcome" }> | undefined;

  constructor(
    gateway: string,
    hello: Partial<WidgetHello> = {},
    headers: Record<string, string> = {},
  ) {
    const auth = {
      v: 1,
      tenant: "demo",
      session: null,
      after: 0,
      fresh: false,
      locale: "en",
      ...hello,
    };
    this.socket = io(gateway + CUSTOMERS, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      auth,
      extraHeaders: headers,
    });
    this.inbox = inboxOf(this.socket, "to-widget", toWidget);
  }

  static async in(gateway: string, hello: Partial<WidgetHello> = {}): Promise<Customer> {
    const customer = new Customer(gateway, hello);
    await customer.inbox.until((all) => all.find((one) => one.type === "caught-up"));
    customer.welcome = await customer.inbox.until((all) =>
      all.flatMap((one) => (one.type === "welcome" ? [one] : [])).at(0),
    );
    return customer;
  }

  get conversation(): string {
    return this.welcome?.conversation ?? "";
  }

  get session(): string {
    return this.welcome?.session ?? "";
  }

  get frames(): WidgetFrame[] {
    return this.inbox.all.flatMap((one) => (one.type === "frame" ? [one.frame] : []));
  }

  /** How far this tab has come, by frames and by the answers to what it said. */
  get seq(): number {
    const frames = this.inbox.all.flatMap((one) => (one.type === "frame" ? [one.seq] : []));
    return Math.max(0, ...frames, ...this.said.keys());
  }

  /** What was said, as this tab shows it: what comes in frames, and its own lines as they were answered. */
  get texts(): string[] {
    const heard = this.inbox.all.flatMap((one): [number, string][] =>
      one.type === "frame" && one.frame.type === "message"
        ? [[one.seq, one.frame.message.text]]
        : [],
    );
    const lines = [...new Map([...this.said, ...heard])].toSorted(([a], [b]) => a - b);
    return lines.map(([, text]) => text);
  }

  async send(message: FromWidget): Promise<ToWidgetReply> {
    return toWidgetReply.parse(await this.raw(message));
  }

  async raw(message: unknown, event = "from-widget"): Promise<unknown> {
    return await this.socket.timeout(10_000).emitWithAck(event, message);
  }

  async say(text: string, id = newId("msg")): Promise<ToWidgetReply> {
    const reply = await this.send({ type: "message", id, text });
    if (reply.ok && reply.status === "accepted") this.said.set(reply.seq, text);
    return reply;
  }

  frame(matches: (frame: WidgetFrame) => boolean): Promise<WidgetFrame> {
    return this.inbox.until(() => this.frames.find(matches));
  }

  close(): void {
    this.socket.disconnect();
  }
}

export class Agent {
  readonly socket: Socket;
  readonly inbox: Inbox<ToConsole>;
  welcome: Extract<ToConsole, { type: "welcome" }> | undefined;
  readonly joined = new Map<string, ConsoleFrame[]>();

  /** @param as whose console it says it is */
  constructor(gateway: string, cookie: string, headers: Record<string, string> = {}, as?: string) {
    this.socket = io(gateway + AGENTS, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie, ...headers },
      auth: as === undefined ? {} : { agent: as },
    });
    this.inbox = inboxOf(this.socket, "to-console", toConsole);
  }

  static async in(gateway: string, name = "anna"): Promise<Agent> {
    const agent = new Agent(gateway, await signIn(gateway, name));
    agent.welcome = await agent.inbox.until((all) =>
      all.flatMap((one) => (one.type === "welcome" ? [one] : [])).at(0),
    );
    return agent;
  }

  /** Frames of a conversation, backlog first. */
  frames(conversation: string): ConsoleFrame[] {
    const live = this.inbox.all.flatMap((one) =>
      one.type === "entry" && one.conversation === conversation ? [one.entry.frame] : [],
    );
    return [...(this.joined.get(conversation) ?? []), ...live];
  }

  frame(conversation: string, matches: (frame: ConsoleFrame) => boolean): Promise<ConsoleFrame> {
    return this.inbox.until(() => this.frames(conversation).find(matches));
  }

  /** The words of a conversation's captures, in order. */
  words(conversation: string): string[] {
    return this.frames(conversation).flatMap((one) =>
      one.type === "capture" ? [one.capture.status] : [],
    );
  }

  async send(message: FromConsole): Promise<ToConsoleReply> {
    return toConsoleReply.parse(
      await this.socket.timeout(10_000).emitWithAck("from-console", message),
    );
  }

  async join(conversation: string, after = 0): Promise<ToConsoleReply> {
    const reply = await this.send({ type: "join", conversation, after });
    if ("entries" in reply)
      this.joined.set(
        conversation,
        reply.entries.map((entry) => entry.frame),
      );
    return reply;
  }

  async take(conversation: string): Promise<void> {
    await this.join(conversation);
    await this.send({ type: "take", conversation });
  }

  say(conversation: string, text: string, id = newId("msg")): Promise<ToConsoleReply> {
    return this.send({ type: "message", conversation, id, text });
  }

  async capture(conversation: string, template = "card"): Promise<string> {
    const capture = newId("cap");
    const reply = await this.send({ type: "capture.request", conversation, capture, template });
    if (!reply.ok) throw new Error(reply.code);
    return capture;
  }

  close(): void {
    this.socket.disconnect();
  }
}

export function newId(prefix: "msg" | "cap"): string {
  return createId(prefix, randomBytes(16));
}

export async function signIn(gateway: string, name: string): Promise<string> {
  const response = await fetch(`${gateway}/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      tenant: "demo",
      email: `${name}@demo.example`,
      password: "demo-aside-2026",
    }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  return (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}
