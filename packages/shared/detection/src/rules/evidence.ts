import type { Reason } from "./find-cue.ts";

type Source = Reason["source"];

const SAYS: Readonly<Record<Source, string>> = {
  before: "named in front of it",
  after: "named behind it",
  asked: "the other side asked for it",
};

interface Backing {
  evidence: readonly string[];
  rule: string;
}

const known: Readonly<Record<Source, Map<string, Backing>>> = {
  before: new Map(),
  after: new Map(),
  asked: new Map(),
};

/** What speaks for a value: what says so, and its form, of which there are few. One object for all that are alike. */
export function backing(source: Source, family: "code" | "number" | "date", form: string): Backing {
  let one = known[source].get(form);
  if (!one) {
    one = { evidence: [SAYS[source], form], rule: `${family}-${source}` };
    known[source].set(form, one);
  }
  return one;
}
