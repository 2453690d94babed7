import type { Database } from "@aside/postgres";
import { hintChannel } from "./append-statement.ts";
import type { Hint } from "./journal.ts";

export async function follow(
  database: Database,
  hinted: (hints: readonly Hint[]) => void,
  resync: () => void,
): Promise<{ stop(): Promise<void> }> {
  return await database.listen(hintChannel, (payload) => hinted(parseHints(payload)), resync);
}

/** Lines of `tenant conversation seq`; anything else is dropped. */
export function parseHints(payload: string): readonly Hint[] {
  return payload.split("\n").flatMap((line) => {
    const [tenant, conversation, seq, ...rest] = line.split(" ");
    if (tenant === undefined || conversation === undefined || rest.length > 0) return [];
    const number = Number(seq);
    return Number.isSafeInteger(number) && number > 0
      ? [{ tenant, conversation, seq: number }]
      : [];
  });
}
