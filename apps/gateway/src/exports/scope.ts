import { createHash } from "node:crypto";
import { ANONYMIZER_VERSION } from "@aside/anonymizer";
import { DETECTOR_VERSION } from "@aside/detection";
import { lastOf, type ExportWish } from "@aside/protocol";
import { MACHINE_VERSION, MARKS_VERSION, type Facts } from "@aside/transcript";
import type { Tenant } from "../tenants/tenants.ts";

/** Which conversations, until when, which is never later than now, and by which rules they are marked. Times are milliseconds since the epoch. */
export interface Scope {
  readonly tenant: Tenant;
  readonly wish: ExportWish;
  /** Of a conversation's begin. */
  readonly since: number | null;
  /** Nothing that happened later is in the export: so it can be made again. */
  readonly until: number;
  /** Marks of another version are made anew. */
  readonly version: string;
}

export function scopeOf(tenant: Tenant, wish: ExportWish, now: number): Scope {
  return {
    tenant,
    wish,
    since: wish.since === undefined ? null : Date.parse(wish.since),
    until: wish.until === undefined ? now : Math.min(now, lastOf(wish.until)),
    version: versionOf(tenant),
  };
}

/** All that a conversation's marks depend on, beside its events. */
export function versionOf(tenant: Tenant): string {
  return [
    MARKS_VERSION,
    MACHINE_VERSION,
    DETECTOR_VERSION,
    ANONYMIZER_VERSION,
    settingsOf(tenant),
  ].join(" ");
}

/** `sha256:` and hex, of the tenant's defaults and of what it wants found: the version of both. */
export function settingsOf({ defaults, detection }: Tenant): string {
  const sorted = Object.entries(defaults).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([sorted, detection]);
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Whether a conversation is asked for, by what is known of it. */
export function isWished(
  { agent, outcome, language, class: type }: ExportWish,
  facts: Facts,
): boolean {
  if (agent !== undefined && !facts.agents.includes(agent)) return false;
  if (outcome === "none" && facts.outcomes.length > 0) return false;
  if (outcome !== undefined && outcome !== "none" && !facts.outcomes.includes(outcome))
    return false;
  if (language !== undefined && facts.language !== language) return false;
  return type === undefined || Object.hasOwn(facts.replaced, type);
}
