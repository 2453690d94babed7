import { RE2JS } from "re2js";
import { DetectionError } from "../errors.ts";
import type { FindingType } from "../finding.ts";
import type { Proposal } from "../rules/proposal.ts";
import { LONGEST } from "../text/windows.ts";

/** A tenant's own pattern: RE2 syntax, so without back-references and look-around, and matched in linear time. */
export interface TenantPattern {
  /** Shown in the explain view: `member number`. */
  name: string;
  type: FindingType;
  /** Matched without regard to case against text with plain digits and without accents. */
  pattern: string;
}

const MAX_PATTERNS = 50;
const MAX_LENGTH = 500;
/** Of one pattern in a message; in a longer one as many for each such length. */
const MAX_MATCHES = 100;

/** Makes proposals for a folded text, all of it at once: `^` and `$` are where the message begins and ends. */
export type Patterns = (text: string) => Proposal[];

/**
 * What a tenant's patterns match.
 *
 * @throws {DetectionError} `pattern_invalid` when RE2 refuses one, it is longer than 500 units, or it matches the
 *   empty text; `too_many_patterns` above 50
 */
export function tenantMatcher(patterns: readonly TenantPattern[]): Patterns {
  if (patterns.length > MAX_PATTERNS) throw new DetectionError("too_many_patterns", "");
  const compiled = patterns.map((one) => ({ ...one, regex: compile(one) }));
  return (text) => compiled.flatMap((one) => matchesOf(one, text));
}

function compile({ name, pattern }: TenantPattern): RE2JS {
  if (pattern === "" || pattern.length > MAX_LENGTH)
    throw new DetectionError("pattern_invalid", name);
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    throw new DetectionError("pattern_invalid", name, { cause });
  }
  if (regex.matcher("").find()) throw new DetectionError("pattern_invalid", name);
  return regex;
}

function matchesOf(
  { name, type, regex }: TenantPattern & { regex: RE2JS },
  text: string,
): Proposal[] {
  const found: Proposal[] = [];
  const most = MAX_MATCHES * Math.ceil(text.length / LONGEST);
  const matcher = regex.matcher(text);
  while (found.length < most && matcher.find()) {
    found.push({
      type,
      start: matcher.start(),
      end: matcher.end(),
      confidence: 0.96,
      evidence: [`the tenant's pattern "${name}"`],
      rule: "tenant-pattern",
    });
  }
  return found;
}
