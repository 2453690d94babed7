import type { RefusalCode } from "@aside/protocol";
import type { Namespace, Server, Socket } from "socket.io";
import type { GatewayLog } from "../events.ts";
import { scrubHandshake } from "./scrub-handshake.ts";
import { turnAway } from "./turn-away.ts";

/** Nobody has a place in the main namespace, which socket.io opens by itself. */
export function closeMain(io: Server, log: GatewayLog): void {
  guardNamespace(io.of("/"), log, async (socket) => {
    scrubHandshake(socket);
    return "not_found";
  });
}

/**
 * Lets a socket into a namespace, or tells it why not and ends its connection: one handshake a connection.
 *
 * @param check the reason to turn it away, null where there is none
 */
export function guardNamespace(
  namespace: Namespace,
  log: GatewayLog,
  check: (socket: Socket) => Promise<RefusalCode | null>,
): void {
  namespace.use(async (socket, next) => {
    let refused: Error | undefined;
    try {
      const code = await check(socket);
      if (code !== null) refused = turnAway.with(code);
    } catch (error) {
      refused = turnAway(log, error);
    }
    next(refused);
    // After the refusal, which leaves in a later tick.
    if (refused !== undefined) setImmediate(() => socket.conn.close());
  });
}
