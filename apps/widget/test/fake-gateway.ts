import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { Server, type Socket } from "socket.io";
import {
  createId,
  CUSTOMERS,
  fromWidget,
  toWidget,
  toWidgetReply,
  widgetHello,
  type FromWidget,
  type ToWidget,
  type ToWidgetReply,
  type WidgetFrame,
  type WidgetHello,
} from "@aside/protocol";

type FrameMessage = Extract<ToWidget, { type: "frame" }>;
type Capture = Extract<WidgetFrame, { type: "capture" }>;

export type FakeGateway = Awaited<ReturnType<typeof startFakeGateway>>;

/** Folders that it serves, by the start of the path. */
type Folders = Record<string, string>;

/**
 * A gateway of one conversation that does what a test tells it. It speaks the protocol both ways through its schemas, and
 * keeps all that a widget has sent. `attributes` are added to the script tag of the pages that it serves.
 */
export async function startFakeGateway(
  folders: Folders,
  collectorOrigin: string,
  { port = 0, attributes = "" } = {},
) {
  const journal: FrameMessage[] = [];
  const received: FromWidget[] = [];
  const hellos: WidgetHello[] = [];
  const customers = new Set<Socket>();
  let conversation = id("cnv");
  let open = true;
  let capture: Capture | null = null;
  let answer: (message: FromWidget) => ToWidgetReply | null = usual;

  const http = createServer(
    (request, response) => void serve(folders, attributes, request, response),
  );
  const io = new Server(http, { transports: ["websocket"], serveClient: false });
  io.of(CUSTOMERS).on("connection", (socket) => {
    const hello = widgetHello.parse(socket.handshake.auth);
    hellos.push(hello);
    customers.add(socket);
    socket.on("disconnect", () => customers.delete(socket));
    socket.on("from-widget", (raw: unknown, reply: (answer: ToWidgetReply) => void) => {
      const message = fromWidget.parse(raw);
      received.push(message);
      const given = answer(message);
      if (given) reply(toWidgetReply.parse(given));
    });
    if (hello.fresh && !open) begin();
    const welcome: ToWidget = {
      type: "welcome",
      session: "ses_fake",
      conversation,
      tenant: {
        name: "Northwind Outfitters",
        colour: "#27425f",
        greeting:
          "Hello! Questions about a tent, a size, a delivery? Write to us, a person answers.",
      },
      collectorOrigin,
      open,
      now: Date.now(),
    };
    tell(socket, welcome);
    for (const one of journal) if (one.seq > hello.after) tell(socket, one);
    tell(socket, { type: "caught-up", seq: journal.length });
  });
  await new Promise<void>((ready) => http.listen(port, "127.0.0.1", ready));

  function tell(socket: Socket, message: ToWidget) {
    socket.emit("to-widget", toWidget.parse(message));
  }

  /** Into the journal and to every tab. */
  function deliver(frame: WidgetFrame, at = Date.now()): number {
    const message: FrameMessage = { type: "frame", seq: journal.length + 1, at, frame };
    journal.push(message);
    for (const socket of customers) tell(socket, message);
    return message.seq;
  }

  /** To every tab, not into the journal. */
  function hint(frame: WidgetFrame) {
    const message: FrameMessage = { type: "frame", seq: journal.length, at: Date.now(), frame };
    for (const socket of customers) tell(socket, message);
  }

  function begin() {
    conversation = id("cnv");
    journal.length = 0;
    open = true;
    capture = null;
  }

  function usual(message: FromWidget): ToWidgetReply {
    switch (message.type) {
      case "message": {
        if (capture) return { ok: true, status: "held" };
        const { id: key, text } = message;
        const seq = deliver({
          type: "message",
          from: "customer",
          message: { id: key, text, cuts: [] },
        });
        return { ok: true, status: "accepted", seq };
      }
      case "capture.request":
        offer({ requestedBy: { kind: "customer" } });
        break;
      case "capture.ticket":
        return ticket(message.way);
      case "capture.decline":
        end("declined");
        break;
      case "capture.more-time":
        change({ deadline: Date.now() + 600_000, extensionsLeft: 0, status: "needs_more_time" });
        break;
      case "leave":
        close();
        break;
      default:
    }
    return { ok: true, status: "accepted", seq: journal.length };
  }

  function ticket(way: "frame" | "link"): ToWidgetReply {
    const url =
      way === "frame" ? `${collectorOrigin}/form` : `${collectorOrigin}/form#${"t".repeat(300)}`;
    return { ok: true, status: "ticket", ticket: "ticket", url, expires: Date.now() + 600_000 };
  }

  function offer(change: Partial<Capture["capture"]> = {}, ready = true): string {
    const frame: Capture = {
      type: "capture",
      capture: {
        id: id("cap"),
        template: "card",
        title: "Card",
        requestedBy: { kind: "agent", id: "agt_anna", name: "Anna" },
        status: "offered",
        deadline: Date.now() + 600_000,
        extensionsLeft: 2,
        ...change,
      },
      ready,
    };
    capture = frame;
    deliver(frame);
    return frame.capture.id;
  }

  function change(next: Partial<Capture["capture"]>, ready = true) {
    if (!capture) throw new Error("no capture is on");
    capture = { ...capture, ready, capture: { ...capture.capture, ...next } };
    deliver(capture);
  }

  function end(status: Capture["capture"]["status"], more: { display?: string } = {}) {
    if (!capture) throw new Error("no capture is on");
    deliver({ ...capture, ...more, capture: { ...capture.capture, status } });
    capture = null;
  }

  function close() {
    open = false;
    deliver({ type: "closed" });
  }

  return {
    origin: `http://127.0.0.1:${port || addressOf(http.address())}`,
    received,
    hellos,
    deliver,
    hint,
    offer,
    change,
    end,
    close,
    says(text: string, at?: number) {
      const message = { id: id("msg"), text, cuts: [] };
      return deliver({ type: "message", from: "agent", name: "Anna", message }, at);
    },
    joins: (at?: number) => deliver({ type: "agent-joined", name: "Anna" }, at),
    /** Another answer than the usual; null from it stands for none. */
    answerWith(next: ((message: FromWidget) => ToWidgetReply | null) | null) {
      answer = next ?? usual;
    },
    usual,
    sockets: () => customers.size,
    /** Drops every line, as a lost network does, and takes none until `up`. */
    down() {
      io.engine.close();
      http.closeAllConnections();
      return new Promise<void>((done) => http.close(() => done()));
    },
    async stop() {
      await io.close();
      http.closeAllConnections();
    },
  };
}

function id(prefix: string): string {
  return createId(prefix, crypto.getRandomValues(new Uint8Array(16)));
}

function addressOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

async function serve(
  folders: Folders,
  attributes: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  const start = Object.keys(folders).find((one) => path.startsWith(one));
  try {
    if (start === undefined) throw new Error("not served");
    const name = path.slice(start.length) || "index.html";
    const body = await readFile(join(folders[start] ?? "", name));
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", TYPES[extname(name)] ?? "application/octet-stream");
    const html = extname(name) === ".html";
    const tag = 'data-tenant="demo"';
    response.end(html ? body.toString().replace(tag, `${tag} ${attributes}`) : body);
  } catch {
    response.writeHead(404).end();
  }
}
