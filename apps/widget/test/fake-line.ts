import type {
  FromWidget,
  ToWidget,
  ToWidgetReply,
  WidgetFrame,
  WidgetHello,
} from "@aside/protocol";
import { fromWidget, toWidget, widgetHello } from "@aside/protocol";
import type { Connect, ConnectionHandlers } from "../src/core/connection.ts";

type Welcome = Extract<ToWidget, { type: "welcome" }>;

export const CONVERSATION = `cnv_${"0".repeat(26)}`;
export const CAPTURE = `cap_${"0".repeat(26)}`;

/** The line to a gateway, in the test's hands. */
export function fakeLine() {
  const sent: FromWidget[] = [];
  const hellos: WidgetHello[] = [];
  const open: { message: FromWidget; answer(reply: ToWidgetReply | null): void }[] = [];
  let handlers: ConnectionHandlers | null = null;
  let dials = 0;
  let seq = 0;

  const connect: Connect = (given) => {
    handlers = given;
    dials = 1;
    return {
      request(message) {
        sent.push(fromWidget.parse(message));
        return new Promise((answer) => open.push({ message, answer }));
      },
      redial() {
        dials += 1;
      },
      close() {},
    };
  };

  function tell(message: ToWidget) {
    handlers?.onMessage(toWidget.parse(message));
  }

  return {
    connect,
    sent,
    hellos,
    dials: () => dials,
    handlers: () => handlers,
    tell,
    frame(frame: WidgetFrame, at = 1_000_000) {
      seq += 1;
      tell({ type: "frame", seq, at, frame });
      return seq;
    },
    /** The handshake, up to where the backlog begins. */
    welcome(change: Partial<Welcome> = {}) {
      if (handlers) hellos.push(widgetHello.parse(handlers.hello()));
      tell({
        type: "welcome",
        session: "session",
        conversation: CONVERSATION,
        tenant: { name: "Northwind", colour: "#27425f", greeting: "Hello" },
        collectorOrigin: "http://127.0.0.1:4100",
        open: true,
        ...change,
      });
    },
    caughtUp: () => tell({ type: "caught-up", seq }),
    up(change: Partial<Welcome> = {}) {
      this.welcome(change);
      this.caughtUp();
    },
    /** The line is lost: what waits for an answer gets none. */
    down() {
      handlers?.onDown();
      for (const { answer } of open.splice(0)) answer(null);
    },
    /** Answers the oldest request that has no answer yet. */
    answer(reply: ToWidgetReply | null) {
      const next = open.shift();
      if (!next) throw new Error("nothing was asked");
      next.answer(reply);
      return next.message;
    },
  };
}

export function captureFrame(
  change: Partial<Extract<WidgetFrame, { type: "capture" }>["capture"]> = {},
): Extract<WidgetFrame, { type: "capture" }> {
  return {
    type: "capture",
    ready: true,
    capture: {
      id: CAPTURE,
      template: "card",
      title: "Card",
      requestedBy: { kind: "agent", id: "agt_anna", name: "Anna" },
      status: "offered",
      deadline: 1_600_000,
      extensionsLeft: 1,
      ...change,
    },
  };
}

export function agentLine(n: number, text = `line ${n}`): WidgetFrame {
  const id = `msg_${String(n).padStart(26, "0")}`;
  return { type: "message", from: "agent", name: "Anna", message: { id, text, cuts: [] } };
}
