import { io } from "socket.io-client";
import {
  CUSTOMERS,
  refusal,
  toWidget,
  toWidgetReply,
  type FromWidget,
  type Refusal,
  type RefusalCode,
  type ToWidget,
  type ToWidgetReply,
  type WidgetHello,
} from "@aside/protocol";

const ANSWER_WITHIN_MS = 8_000;
/** socket.io dials again by itself after a lost line, but not after a no or a hang-up of the server. */
const AGAIN_AFTER_MS = 2_000;
const FOR_NOW: readonly RefusalCode[] = ["unavailable", "too_many"];

const turnedAway = refusal.omit({ ok: true });

export type ConnectionHandlers = {
  /** Asked anew at each attempt: it says what this tab has by then. */
  hello(): WidgetHello;
  onMessage(message: ToWidget): void;
  onDown(): void;
  /** The gateway answered the handshake with a no. */
  onRefused(refusal: Pick<Refusal, "code" | "text">): void;
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

    let again: ReturnType<typeof setTimeout> | undefined;

    socket.on("to-widget", (raw: unknown) => {
      const parsed = toWidget.safeParse(raw);
      if (parsed.success) handlers.onMessage(parsed.data);
    });
    socket.on("connect_error", (error) => {
      const parsed = turnedAway.safeParse("data" in error ? error.data : undefined);
      if (!parsed.success) return handlers.onDown();
      handlers.onRefused(parsed.data);
      if (FOR_NOW.includes(parsed.data.code)) dialLater();
    });
    socket.on("disconnect", (reason) => {
      if (reason === "io client disconnect") return;
      handlers.onDown();
      if (reason === "io server disconnect") dialLater();
    });

    function dialLater() {
      clearTimeout(again);
      again = setTimeout(() => socket.connect(), AGAIN_AFTER_MS * (1 + Math.random()));
    }

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
        clearTimeout(again);
        socket.disconnect().connect();
      },
      close() {
        clearTimeout(again);
        socket.disconnect();
      },
    };
  };
}
