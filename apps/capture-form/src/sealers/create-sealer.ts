import type { Sealer } from "../flow/ports.ts";
import { createGcmSealer } from "./a256gcm.ts";
import { createEarlyXc20pSealer } from "./early-xc20p.ts";

type Suite = Sealer["suite"];

const SEALERS: Readonly<Record<Suite, (onLoad: () => void) => Promise<Sealer>>> = {
  xc20p: createEarlyXc20pSealer,
  a256gcm: createGcmSealer,
};

/**
 * The first of the suites that works in this browser: libsodium does not where WebAssembly is switched off (iOS in Lockdown
 * Mode, a policy of an enterprise).
 *
 * @param suites those that the collector offers, in its order of preference
 * @param onLoad told before libsodium is loaded
 */
export async function createSealer(
  suites: readonly Suite[],
  onLoad: () => void = () => undefined,
): Promise<Sealer> {
  for (const suite of suites) {
    if (suite === "xc20p" && typeof WebAssembly === "undefined") continue;
    try {
      return await SEALERS[suite](onLoad);
    } catch {
      // The next one may work.
    }
  }
  throw new Error("No way of sealing that is offered works in this browser");
}

/** What the collector wrote into `<meta name="aside-suites" content="…">`. */
export function offeredSuites(document: Pick<Document, "querySelector">): Suite[] {
  const content = document.querySelector('meta[name="aside-suites"]')?.getAttribute("content");
  const offered = (content ?? "xc20p").split(" ");
  return offered.filter((name): name is Suite => name === "xc20p" || name === "a256gcm");
}
