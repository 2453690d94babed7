import { randomBytes } from "node:crypto";
import {
  createId,
  CUSTOMERS,
  toWidget,
  toWidgetReply,
  WIDGET_PROTOCOL,
  type FromWidget,
  type ToWidget,
  type ToWidgetReply,
  type WidgetFrame,
} from "@aside/protocol";
import { io, type Socket } from "socket.io-client";
import { createInbox, type Inbox } from "./inbox.ts";

/** A customer's device without a browser: a real socket, every message parsed. */
export interface Customer {
  readonly inbox: Inbox<ToWidget>;
  readonly frames: () => WidgetFrame[];
  readonly welcome: Extract<ToWidget, { type: "welcome" }>;
  readonly socket: Socket;
  send(message: FromWidget): Promise<ToWidgetReply>;
  say(text: string): Promise<ToWidgetReply & { id: string }>;
  close(): void;
}

export interface CustomerOptions {
  readonly gateway: string;
  readonly origin: string;
  readonly tenant?: string;
  readonly session?: string | null;
  readonly after?: number;
  readonly name?: string;
}

export async function connectCustomer(options: CustomerOptions): Promise<Customer> {
  const socket = io(options.gateway + CUSTOMERS, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin: options.origin },
    auth: {
      v: WIDGET_PROTOCOL,
      tenant: options.tenant ?? "demo",
      session: options.session ?? null,
      after: options.after ?? 0,
      fresh: false,
      locale: "en",
      ...(options.name === undefined ? {} : { name: options.name }),
    },
  });
  const inbox = createInbox(socket, "to-widget", toWidget);
  const welcome = await inbox.first(
    (message) => (message.type === "welcome" ? message : null),
    "the welcome",
  );
  await inbox.first(
    (message) => (message.type === "caught-up" ? message : null),
    "the end of the backlog",
  );

  const send = async (message: FromWidget) =>
    toWidgetReply.parse(await socket.timeout(15_000).emitWithAck("from-widget", message));

  return {
    inbox,
    frames: () =>
      inbox.all().flatMap((message) => (message.type === "frame" ? [message.frame] : [])),
    welcome,
    socket,
    send,
    async say(text) {
      const id = createId("msg", randomBytes(16));
      return { ...(await send({ type: "message", id, text })), id };
    },
    close: () => void socket.disconnect(),
  };
}
