import type { RefusalCode } from "@aside/protocol";
import type { Namespace, Socket } from "socket.io";
import type { GatewayLog } from "../events.ts";
import { turnAway } from "./turn-away.ts";

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
