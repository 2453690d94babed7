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
  const hints: Hint[] = [];
  for (const line of payload.split("\n")) {
    const first = line.indexOf(" ");
    const last = line.lastIndexOf(" ");
    const seq = Number(line.slice(last + 1));
    if (first < 1 || line.indexOf(" ", first + 1) !== last || !Number.isSafeInteger(seq) || seq < 1)
      continue;
    hints.push({ tenant: line.slice(0, first), conversation: line.slice(first + 1, last), seq });
  }
  return hints;
}
