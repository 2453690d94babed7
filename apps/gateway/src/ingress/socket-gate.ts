import type { IncomingMessage } from "node:http";
import {
  addressBehind,
  createNetworkLimiter,
  hasUnnamedProxy,
  isThisMachine,
  networkOf,
  SITE_FACTOR,
  siteOf,
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
  const arrivals = createNetworkLimiter({ burst: most, perSecond: most / RENEWED_IN, now });
  const asked = createNetworkLimiter({ burst: perSecond * 5, perSecond, now });
  /** By network, and by site. */
  const open = new Map<string, number>();
  const has = (place: string, room: number) => (open.get(place) ?? 0) < room;
  const count = (place: string, by: 1 | -1) => {
    const left = (open.get(place) ?? 0) + by;
    if (left > 0) open.set(place, left);
    else open.delete(place);
  };
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
      const site = siteOf(network);
      const roomy = has(network, most) && (site === null || has(site, most * SITE_FACTOR));
      return roomy && arrivals.take(network) === 0;
    },
    opened(request) {
      const network = whence(request);
      if (network === null) return () => undefined;
      networks.set(request, network);
      const site = siteOf(network);
      const places = site === null ? [network] : [network, site];
      for (const place of places) count(place, 1);
      return () => {
        for (const place of places) count(place, -1);
      };
    },
    spends(request, count) {
      const network = networks.get(request);
      return network === undefined || asked.take(network, count) === 0;
    },
  };
}
