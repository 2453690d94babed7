import { AGENTS, CONSOLE_PROTOCOL, toConsole, toConsoleReply } from "@aside/protocol";
import type { FromConsole, ToConsole, ToConsoleReply } from "@aside/protocol";
import { io } from "socket.io-client";

const ANSWER_WITHIN = 10_000;

/** The console's only live way to the gateway. */
export interface Connection {
  /** Sends and waits for the answer. Rejects with {@link NoAnswer} while offline or after 10 s; the sender decides whether to try again. */
  request(message: FromConsole): Promise<ToConsoleReply>;
  close(): void;
}

export interface ConnectionListener {
  message(message: ToConsole): void;
  up(): void;
  down(): void;
  /** The gateway refused the handshake or ended the connection itself: perhaps the session is over. */
  refused(): void;
}

/** @param agent whom this console has signed in: where the cookie has become another's, the gateway refuses */
export type Connect = (listener: ConnectionListener, agent: string) => Connection;

/** The request may or may not have arrived. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

/** Opens a websocket to the namespace of agents; the session cookie signs it in. What does not parse is dropped. */
export const connectSocket: Connect = (listener, agent) => {
  const socket = io(AGENTS, {
    transports: ["websocket"],
    auth: { v: CONSOLE_PROTOCOL, agent },
    reconnectionDelayMax: 5_000,
    forceNew: true,
  });
  socket.on("connect", () => listener.up());
  socket.on("disconnect", (reason) => {
    listener.down();
    if (reason === "io server disconnect") listener.refused();
  });
  socket.on("connect_error", () => {
    listener.down();
    if (!socket.active) listener.refused();
  });
  socket.on("to-console", (...frames: unknown[]) => {
    for (const raw of frames) {
      const parsed = toConsole.safeParse(raw);
      if (parsed.success) listener.message(parsed.data);
    }
  });
  return {
    async request(message) {
      if (!socket.connected) throw new NoAnswer("offline");
      const raw: unknown = await socket
        .timeout(ANSWER_WITHIN)
        .emitWithAck("from-console", message)
        .catch((cause: unknown) => {
          throw new NoAnswer("no answer", { cause });
        });
      const parsed = toConsoleReply.safeParse(raw);
      if (!parsed.success) throw new NoAnswer("an answer that does not parse");
      return parsed.data;
    },
    close: () => socket.disconnect(),
  };
};
