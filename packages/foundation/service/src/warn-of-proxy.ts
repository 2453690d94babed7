import type { IncomingMessage, Server } from "node:http";
import { hasUnnamedProxy } from "./address.ts";

/**
 * Says once that there is a proxy on this machine that no setting tells of. Its clients are told apart all the same; where there are more proxies
 * behind it, their clients are not.
 *
 * @param options.upgrades whether the server takes them: of one that does not, a listener would keep a connection that asks for one, unanswered,
 *   for as long as its client likes
 */
export function warnOfProxy(
  server: Pick<Server, "on" | "off">,
  options: { proxies: number; upgrades: boolean },
  warn: () => void,
): void {
  const { proxies, upgrades } = options;
  if (proxies > 0) return;
  const events = upgrades ? (["request", "upgrade"] as const) : (["request"] as const);
  const look = (request: IncomingMessage) => {
    if (!hasUnnamedProxy(request, proxies)) return;
    for (const event of events) server.off(event, look);
    warn();
  };
  for (const event of events) server.on(event, look);
}
