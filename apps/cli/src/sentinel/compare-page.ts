import type { Observed } from "./observe-page.ts";
import type { PageManifest } from "./page-manifest.ts";

/** One way in which a page is not what was signed. */
export interface Difference {
  readonly what:
    | "script added"
    | "script changed"
    | "script gone"
    | "header gone"
    | "header added"
    | "header changed";
  /** The header's name or the script's path. */
  readonly where: string;
  readonly signed?: string;
  readonly received?: string;
}

/** What a browser received, beside what was signed; empty where they agree. */
export function comparePage(signed: PageManifest, received: Observed): Difference[] {
  return [...compareHeaders(signed, received), ...compareScripts(signed, received)];
}

function compareHeaders(signed: PageManifest, received: Observed): Difference[] {
  const names = new Set([...Object.keys(signed.headers), ...Object.keys(received.headers)]);
  return [...names].toSorted().flatMap((where): Difference[] => {
    const [before, now] = [signed.headers[where], received.headers[where]];
    if (before === now) return [];
    if (now === undefined)
      return [{ what: "header gone", where, ...(before && { signed: before }) }];
    if (before === undefined) return [{ what: "header added", where, received: now }];
    return [{ what: "header changed", where, signed: before, received: now }];
  });
}

function compareScripts(signed: PageManifest, received: Observed): Difference[] {
  const added = received.scripts.flatMap(({ path, sha384 }): Difference[] => {
    // The same bytes are the same script, wherever they come from.
    if (signed.scripts.some((script) => script.sha384 === sha384)) return [];
    const only = signed.scripts.find((script) => script.path === path);
    if (only === undefined || path === "inline") {
      return [{ what: "script added", where: path, received: sha384 }];
    }
    return [{ what: "script changed", where: path, signed: only.sha384, received: sha384 }];
  });
  const gone = signed.scripts.flatMap(({ path, sha384, seen }): Difference[] => {
    const there = received.scripts.some(
      (script) => script.path === path && (path !== "inline" || script.sha384 === sha384),
    );
    return seen && !there ? [{ what: "script gone", where: path, signed: sha384 }] : [];
  });
  return [...added, ...gone];
}
