import { randomBytes } from "node:crypto";
import {
  AGENTS,
  createId,
  toConsole,
  toConsoleReply,
  type ConsoleFrame,
  type FromConsole,
  type ToConsole,
  type ToConsoleReply,
} from "@aside/protocol";
import { io, type Socket } from "socket.io-client";
import { createInbox, type Inbox } from "./inbox.ts";

/** An agent's console without a browser: signed in, a real socket, every message parsed. */
export interface Agent {
  readonly inbox: Inbox<ToConsole>;
  readonly me: Extract<ToConsole, { type: "welcome" }>["me"];
  readonly socket: Socket;
  readonly cookie: string;
  frames(conversation: string): ConsoleFrame[];
  send(message: FromConsole): Promise<ToConsoleReply>;
  say(conversation: string, text: string): Promise<ToConsoleReply & { id: string }>;
  close(): void;
}

export interface Credentials {
  readonly tenant: string;
  readonly email: string;
  readonly password: string;
}

export async function connectAgent(gateway: string, credentials: Credentials): Promise<Agent> {
  const cookie = await signIn(gateway, credentials);
  const socket = io(gateway + AGENTS, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie, origin: gateway },
  });
  const inbox = createInbox(socket, "to-console", toConsole);
  const { me } = await inbox.first(
    (message) => (message.type === "welcome" ? message : null),
    "the welcome",
  );

  const send = async (message: FromConsole) =>
    toConsoleReply.parse(await socket.timeout(15_000).emitWithAck("from-console", message));

  return {
    inbox,
    me,
    socket,
    cookie,
    frames: (conversation) =>
      inbox
        .all()
        .flatMap((message) =>
          message.type === "entry" && message.conversation === conversation
            ? [message.entry.frame]
            : [],
        ),
    send,
    async say(conversation, text) {
      const id = createId("msg", randomBytes(16));
      return { ...(await send({ type: "message", conversation, id, text })), id };
    },
    close: () => void socket.disconnect(),
  };
}

export async function signIn(gateway: string, credentials: Credentials): Promise<string> {
  const response = await fetch(`${gateway}/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: gateway },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`sign-in as ${credentials.email}: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
