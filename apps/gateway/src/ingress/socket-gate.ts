import type { IncomingMessage } from "node:http";
import {
  addressBehind,
  createRateLimiter,
  hasUnnamedProxy,
  isThisMachine,
  networkOf,
} from "@aside/service";

/** Bounds what one address can hold open, how fast it can open more, and what it can ask for through all of them. */
export interface SocketGate {
  allows(request: IncomingMessage): boolean;
  /** Counts a connection. @returns to call once, when it is closed */
  opened(request: IncomingMessage): () => void;
  /** Whether the address of an open connection may ask for so much more. */
  spends(request: IncomingMessage, count: number): boolean;
}

/** At once as many as may be open, and then all of them anew within so many seconds: all of an office after a restart. */
const RENEWED_IN = 20;

/**
 * @param options.proxies how many stand before the gateway
 * @param options.most connections of one address
 * @param options.perSecond what one address may ask for
 */
export function createSocketGate(options: {
  readonly proxies: number;
  readonly most: number;
  readonly perSecond: number;
  readonly now: () => number;
}): SocketGate {
  const { proxies, most, perSecond, now } = options;
  const arrivals = createRateLimiter({ burst: most, perSecond: most / RENEWED_IN, now });
  const asked = createRateLimiter({ burst: perSecond * 5, perSecond, now });
  const open = new Map<string, number>();
  /** Nothing else of a request is kept. */
  const networks = new WeakMap<IncomingMessage, string>();
  const whence = (request: IncomingMessage) => {
    const address = addressBehind(request, proxies);
    const isProxied = proxies > 0 || hasUnnamedProxy(request, proxies);
    // Without a proxy, this machine is ourselves: somebody who tries it out, or measures.
    return !isProxied && isThisMachine(address) ? null : networkOf(address);
  };
  return {
    allows(request) {
      const network = whence(request);
      if (network === null) return true;
      return (open.get(network) ?? 0) < most && arrivals.take(network) === 0;
    },
    opened(request) {
      const network = whence(request);
      if (network === null) return () => undefined;
      networks.set(request, network);
      open.set(network, (open.get(network) ?? 0) + 1);
      return () => {
        const left = (open.get(network) ?? 1) - 1;
        if (left > 0) open.set(network, left);
        else open.delete(network);
      };
    },
    spends(request, count) {
      const network = networks.get(request);
      return network === undefined || asked.take(network, count) === 0;
    },
  };
}
