import type { Proposal, Standing } from "./proposal.ts";

/** The proposals that stand: the surest first, of equal ones the longest, none over another. In order of the text. */
export function resolve(proposals: readonly Proposal[]): Standing[] {
  if (proposals.length < 2) return proposals.filter(isFinding);
  const taken = new Uint8Array(proposals.reduce((length, one) => Math.max(length, one.end), 0));
  const standing = proposals.toSorted(bySureness).filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken[at] === 1) return false;
    taken.fill(1, start, end);
    return true;
  });
  return standing.filter(isFinding).sort((a, b) => a.start - b.start);
}

function bySureness(one: Proposal, other: Proposal): number {
  return (
    other.confidence - one.confidence ||
    other.end - other.start - (one.end - one.start) ||
    one.start - other.start
  );
}

function isFinding(one: Proposal): one is Standing {
  return one.type !== undefined;
}
