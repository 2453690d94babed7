import {
  CHANNEL_RULES,
  POLICY_VERSION,
  REGION_RULES,
  RETENTION_DAYS,
  type Channel,
  type Family,
  type Region,
  type Rule,
} from "./policy.ts";

export interface Question {
  readonly region: Region;
  /** Field classes of the template: `card.pan`, `address.postal`. A class that is not known counts as a secret. */
  readonly classes: readonly string[];
  readonly channel: Channel;
  /** What the value is for; null where nobody said. No rule here asks it yet. */
  readonly purpose: string | null;
}

export interface Verdict {
  readonly rule: Rule;
  /** Days the collector may keep what it stores: the shortest of the classes asked for; 0 with `deny`. */
  readonly retentionDays: number;
  /** Of the rules that decided. */
  readonly version: string;
}

/** Whether a template may be captured in a region by a channel, and for how long it may be kept. Pure; the strictest class decides. */
export function verdictFor({ region, classes, channel }: Question): Verdict {
  const families = [...new Set(classes.map(familyOf))];
  const rule = families.map((family) => ruleOf(region, channel, family)).reduce(stricter, "allow");
  const days = Math.min(...families.map((family) => RETENTION_DAYS[family]), LONGEST);
  return { rule, retentionDays: rule === "deny" ? 0 : days, version: POLICY_VERSION };
}

const LONGEST = 365;
const STRICTNESS: Readonly<Record<Rule, number>> = { allow: 0, link_only: 1, deny: 2 };

function ruleOf(region: Region, channel: Channel, family: Family): Rule {
  const byChannel =
    channel === "webchat_iframe" || channel === "secure_link"
      ? "allow"
      : CHANNEL_RULES[channel][family];
  return stricter(byChannel, REGION_RULES[region]?.[family] ?? "allow");
}

function stricter(one: Rule, other: Rule): Rule {
  return STRICTNESS[one] >= STRICTNESS[other] ? one : other;
}

function familyOf(name: string): Family {
  if (name === "choice" || name === "id.country" || name === "address.country") return "none";
  if (name === "phone" || name === "email") return "contact";
  const prefix = name.split(".")[0];
  if (prefix === "card" || prefix === "bank" || prefix === "id" || prefix === "address")
    return prefix;
  return "secret";
}
