import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { textParser } from "../egress/text-parser.ts";
import { frameWhole, type EnginePacket } from "../egress/whole-frame.ts";
import type { GatewayLog } from "../events.ts";
import type { GatewaySettings } from "../settings.ts";
import { guardNamespace } from "./guard-namespace.ts";
import { scrubHandshake } from "./scrub-handshake.ts";
import { createSocketGate, type SocketGate } from "./socket-gate.ts";

/** A message of 4,000 characters in the longest encoding, and room. What is larger ends its connection. */
const MOST_BYTES = 64 * 1_024;

/** socket.io on the gateway's HTTP server: websockets only, as many as one address may have. `spends`: as of `SocketGate`. */
export function openSocketServer(
  server: HttpServer,
  { settings, log, now }: { settings: GatewaySettings; log: GatewayLog; now: () => number },
): { readonly io: Server; readonly spends: SocketGate["spends"] } {
  const { proxies, socketsPerAddress: most, rate: perSecond } = settings;
  const gate = createSocketGate({ proxies, most, perSecond, now });
  // Connection state recovery stays off: it would put an agent who was cut off back, and replay what was sent meanwhile (BND1).
  const io = new Server(server, {
    transports: ["websocket"],
    parser: textParser,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MOST_BYTES,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => answer(null, gate.allows(request)),
  });
  io.engine.on("connection", (connection: Connection) => {
    connection.once("close", gate.opened(connection.request));
    connection.on("packetCreate", frameWhole);
  });
  // Nobody has a place in the main namespace, which is there by itself.
  guardNamespace(io.of("/"), log, async (socket) => {
    scrubHandshake(socket);
    return "not_found";
  });
  return { io, spends: gate.spends };
}

/** What of engine.io's socket is needed: it has no types of its own at this place. */
interface Connection {
  readonly request: Parameters<SocketGate["opened"]>[0];
  once(event: "close", done: () => void): unknown;
  on(event: "packetCreate", sent: (packet: EnginePacket) => void): unknown;
}
