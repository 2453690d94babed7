import type { Context } from "../rules/context.ts";
import type { Proposal } from "../rules/proposal.ts";
import type { Reading } from "../text/reading.ts";
import type { AddressSpan } from "./address-span.ts";
import { tailEnd } from "./address-tail.ts";
import { beforeUnit, numbered, unnumbered } from "./english-street.ts";
import { box, foreign } from "./foreign-street.ts";
import { answered, named } from "./named-address.ts";

/** Postal addresses: a house number and a street, a street's name, or what was named or asked as an address. */
export function addressProposals(reading: Reading, context: Context): Proposal[] {
  const { tokens } = reading;
  const proposals: Proposal[] = [];
  for (let at = 0; at < tokens.length;) {
    const mark = tokens[at]?.kind === "mark" && tokens[at]?.raw !== "#";
    if (mark && !reading.cueEndingAt.has(at)) {
      at++;
      continue;
    }
    const street =
      numbered(reading, at) ??
      beforeUnit(reading, at) ??
      foreign(reading, at) ??
      box(tokens, at) ??
      unnumbered(reading, at) ??
      named(reading, at);
    if (!street) {
      at++;
      continue;
    }
    const end = tailEnd(reading, street.end);
    const evidence =
      end > street.end
        ? [...street.evidence, "a town, state or postcode behind it"]
        : street.evidence;
    proposals.push(made(reading, { ...street, end, evidence }));
    at = end;
  }
  const answer = proposals.length === 0 ? answered(reading, context) : undefined;
  if (answer) proposals.push(made(reading, answer));
  return proposals;
}

function made({ tokens }: Reading, { first, end, confidence, evidence }: AddressSpan): Proposal {
  const start = tokens[first]?.start ?? 0;
  return {
    type: "ADDRESS",
    start,
    end: tokens[end - 1]?.end ?? 0,
    confidence,
    evidence,
    rule: "address",
  };
}
