import type { KnownCapture } from "./bound-capture.ts";

/** Captures seen lately, so that a submission need not read what never changes. The database decides all the same. */
export interface KnownCaptures {
  find(capture: string): KnownCapture | undefined;
  keep<T extends KnownCapture>(known: T): T;
}

/** @param limit how many; the one kept longest ago goes first */
export function createKnownCaptures(limit = 5_000): KnownCaptures {
  const captures = new Map<string, KnownCapture>();
  return {
    find: (capture) => captures.get(capture),
    keep(known) {
      const { capture, tenant, conversation, template, wire, templateHashes, terms, jti, epk } =
        known;
      captures.delete(capture);
      captures.set(capture, {
        capture,
        tenant,
        conversation,
        template,
        wire,
        templateHashes,
        terms,
        jti,
        epk,
      });
      for (const oldest of captures.keys()) {
        if (captures.size <= limit) break;
        captures.delete(oldest);
      }
      return known;
    },
  };
}
