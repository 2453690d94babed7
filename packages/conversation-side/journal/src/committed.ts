import type { Hint, Key } from "./journal.ts";

/** What one session of PostgreSQL committed for this process: it need not look there for what an entry follows. */
export interface Committed {
  /** The session's name; empty before its first batch. */
  session(): string;
  /** Whether the entry before this one is the conversation's last that the session committed. */
  precedes(entry: Hint): boolean;
  /** The session committed these. What is known of another session is forgotten: the server that took over may not have it. */
  note(session: string, entries: readonly Hint[]): void;
}

/** @param most conversations; over that all are forgotten, and looked up once more each */
export function createCommitted(most = 50_000): Committed {
  const last = new Map<string, Map<string, number>>();
  let of = "";
  let count = 0;
  const forget = () => {
    last.clear();
    count = 0;
  };
  const tenantOf = ({ tenant }: Key) => {
    const known = last.get(tenant);
    if (known !== undefined) return known;
    const fresh = new Map<string, number>();
    last.set(tenant, fresh);
    return fresh;
  };
  return {
    session: () => of,
    precedes: ({ tenant, conversation, seq }) => last.get(tenant)?.get(conversation) === seq - 1,
    note(session, entries) {
      if (session !== of) forget();
      of = session;
      for (const entry of entries) {
        if (count >= most) forget();
        const known = tenantOf(entry);
        const before = known.size;
        known.set(entry.conversation, entry.seq);
        count += known.size - before;
      }
    },
  };
}
