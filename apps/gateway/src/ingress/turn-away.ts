import type { RefusalCode } from "@aside/protocol";
import { codeOf, whereOf } from "@aside/service";
import type { GatewayLog } from "../events.ts";
import { refusalOf } from "./refusals.ts";

/** What `connect_error` carries in `data`, by socket.io's convention. */
class TurnedAway extends Error {
  readonly data: { readonly code: RefusalCode; readonly text: string };

  constructor(code: RefusalCode) {
    super(code);
    const { text } = refusalOf(code);
    this.data = { code, text };
  }
}

/** The error that a client hears when its handshake failed for a reason of ours. */
export function turnAway(log: GatewayLog, error: unknown): Error {
  log("request failed on a socket", { error: codeOf(error), where: whereOf(error) });
  return new TurnedAway("unavailable");
}

turnAway.with = (code: RefusalCode): Error => new TurnedAway(code);
