import { io } from "socket.io-client";
import {
  CUSTOMERS,
  refusal,
  toWidget,
  toWidgetReply,
  type FromWidget,
  type Refusal,
  type ToWidget,
  type ToWidgetReply,
  type WidgetHello,
} from "@aside/protocol";

const ANSWER_WITHIN_MS = 8_000;

export type ConnectionHandlers = {
  /** Asked anew at each attempt: it says what this tab has by then. */
  hello(): WidgetHello;
  onMessage(message: ToWidget): void;
  onDown(): void;
  /** The gateway answered the handshake with a no. */
  onRefused(refusal: Refusal): void;
};

export type Connection = {
  /** The gateway's answer, or null where none came: the line was down, or went down, or took too long. */
  request(message: FromWidget): Promise<ToWidgetReply | null>;
  /** Hangs up and dials again with a new hello. */
  redial(): void;
  close(): void;
};

export type Connect = (handlers: ConnectionHandlers) => Connection;

/**
 * The line to the gateway. It keeps nothing: what is sent while the line is down is not buffered, so that nothing goes
 * out later that would have to be screened, or held back, again.
 *
 * @param gateway the gateway's origin
 */
export function connectTo(gateway: string): Connect {
  return (handlers) => {
    const socket = io(new URL(CUSTOMERS, gateway).href, {
      transports: ["websocket"],
      auth: (answer) => answer(handlers.hello()),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: ANSWER_WITHIN_MS,
    });

    socket.on("to-widget", (raw: unknown) => {
      const parsed = toWidget.safeParse(raw);
      if (parsed.success) handlers.onMessage(parsed.data);
    });
    socket.on("connect_error", (error) => {
      const parsed = refusal.safeParse("data" in error ? error.data : undefined);
      if (parsed.success) handlers.onRefused(parsed.data);
      else handlers.onDown();
    });
    socket.on("disconnect", (reason) => {
      if (reason === "io client disconnect") return;
      handlers.onDown();
      // socket.io does not dial again by itself after the server hung up.
      if (reason === "io server disconnect") socket.connect();
    });

    return {
      async request(message) {
        if (!socket.connected) return null;
        try {
          const raw: unknown = await socket
            .timeout(ANSWER_WITHIN_MS)
            .emitWithAck("from-widget", message);
          const parsed = toWidgetReply.safeParse(raw);
          return parsed.success ? parsed.data : null;
        } catch {
          return null;
        }
      },
      redial() {
        socket.disconnect().connect();
      },
      close() {
        socket.disconnect();
      },
    };
  };
}
