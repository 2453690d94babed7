import type { IncomingMessage, Server } from "node:http";
import { hasUnnamedProxy } from "./address.ts";

/**
 * Says once that there is a proxy on this machine that no setting tells of. Its clients are told apart all the same; where there are more proxies
 * behind it, their clients are not.
 */
export function warnOfProxy(
  server: Pick<Server, "on" | "off">,
  proxies: number,
  warn: () => void,
): void {
  if (proxies > 0) return;
  const look = (request: IncomingMessage) => {
    if (!hasUnnamedProxy(request, proxies)) return;
    for (const event of EVENTS) server.off(event, look);
    warn();
  };
  for (const event of EVENTS) server.on(event, look);
}

const EVENTS = ["request", "upgrade"] as const;
