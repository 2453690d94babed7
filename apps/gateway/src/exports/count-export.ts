import { createJudge, type Judge } from "@aside/transcript";
import type { MarkedConversations } from "./marked-conversations.ts";
import type { Scope } from "./scope.ts";

/** What an export would hold, and the judge that has counted it all. */
export interface Counted {
  readonly judge: Judge;
  readonly sum: {
    readonly looked: number;
    readonly conversations: number;
    readonly messages: number;
    readonly length: number;
  };
}

/**
 * Looks at every conversation of an export, and marks those that were not.
 *
 * @param looked is called with their number so far, now and then
 * @throws the signal's reason once it is aborted
 */
export async function countExport(
  conversations: MarkedConversations,
  scope: Scope,
  { signal, looked }: { readonly signal?: AbortSignal; looked?(so: number): void } = {},
): Promise<Counted> {
  const judge = createJudge(scope.wish.k);
  const sum = { looked: 0, conversations: 0, messages: 0, length: 0 };
  const run = {
    ...(signal && { signal }),
    looked: (more: number) => {
      sum.looked += more;
      looked?.(sum.looked);
    },
  };
  for await (const page of conversations.facts(scope, run)) {
    for (const { facts } of page) {
      judge.add(facts);
      sum.conversations += 1;
      sum.messages += facts.messages;
      sum.length += facts.length;
    }
  }
  return { judge, sum };
}
