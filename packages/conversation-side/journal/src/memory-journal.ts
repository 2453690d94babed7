import { JournalError } from "./errors.ts";
import type {
  ConversationRow,
  Due,
  Entry,
  Hint,
  Journal,
  JsonValue,
  Key,
  Row,
  Summary,
  Verdict,
} from "./journal.ts";
import { storable } from "./storable.ts";

interface Job extends Hint {
  attempts: number;
  nextAt: number;
  doneAt: number | null;
}

/** A journal in memory, for tests: the same contract, nothing durable. */
export function createMemoryJournal(): Journal {
  const logs = new Map<string, Row[]>();
  const index = new Map<string, ConversationRow>();
  const jobs: Job[] = [];
  const followers = new Set<(hints: readonly Hint[]) => void>();
  let closed = false;

  const rowsOf = (key: Key) => logs.get(nameOf(key)) ?? [];
  const jobOf = (hint: Hint) =>
    jobs.find((job) => nameOf(job) === nameOf(hint) && job.seq === hint.seq && job.doneAt === null);
  const put = ({
    tenant,
    conversation,
    seq,
    at,
    index: { phase, agent, dueAt, summary },
  }: Summary) => {
    const known = index.get(nameOf({ tenant, conversation }));
    if (known !== undefined && known.lastSeq >= seq) return;
    const createdAt = known?.createdAt ?? at;
    const row = {
      tenant,
      conversation,
      lastSeq: seq,
      phase,
      agent,
      dueAt,
      summary,
      createdAt,
      updatedAt: at,
    };
    index.set(nameOf(row), row);
  };
  const add = (entry: Entry): Verdict => {
    const { tenant, conversation, seq, at, clientId = null } = entry;
    const event: unknown = JSON.parse(storable(entry).event);
    const rows = rowsOf(entry);
    if (clientId !== null && rows.some((row) => row.clientId === clientId)) return "duplicate";
    if (seq !== (rows.at(-1)?.seq ?? 0) + 1) return "stale";
    const standing = rows.map((row) => retracted(row, entry.event));
    logs.set(nameOf(entry), [...standing, { tenant, conversation, seq, at, clientId, event }]);
    if (entry.index !== undefined) put({ tenant, conversation, seq, at, index: entry.index });
    if (entry.announce === true)
      jobs.push({ tenant, conversation, seq, attempts: 0, nextAt: at, doneAt: null });
    for (const hinted of followers) queueMicrotask(() => hinted([{ tenant, conversation, seq }]));
    return "appended";
  };

  return {
    async append(entry) {
      if (closed) throw new JournalError("closed", "the journal is closed");
      return add(entry);
    },
    read: async ({ after, limit = 1000, ...key }) =>
      rowsOf(key)
        .filter((row) => row.seq > after)
        .slice(0, limit),
    readMany: async (positions, limit = 100) =>
      positions.flatMap((position) =>
        rowsOf(position)
          .filter((row) => row.seq > position.after)
          .slice(0, limit),
      ),
    seqOf: async ({ clientId, ...key }) =>
      rowsOf(key).find((row) => row.clientId === clientId)?.seq,
    async follow(hinted, resync) {
      followers.add(hinted);
      resync();
      return { stop: async () => void followers.delete(hinted) };
    },
    sweep: async (live) =>
      live.flatMap(({ tenant, conversation, after }) => {
        const seq = rowsOf({ tenant, conversation }).at(-1)?.seq ?? 0;
        return seq > after ? [{ tenant, conversation, seq }] : [];
      }),
    due: async ({ now, limit, after }) =>
      [...index.values()]
        .flatMap(({ tenant, conversation, dueAt }) =>
          dueAt !== null && dueAt <= now ? [{ tenant, conversation, dueAt }] : [],
        )
        .toSorted(byDue)
        .filter((one) => after === undefined || byDue(one, after) > 0)
        .slice(0, limit),
    get: async (key) => index.get(nameOf(key)),
    async list({ tenant, phases, since = 0, limit, cursor }) {
      const all = [...index.values()]
        .filter(
          (row) =>
            row.tenant === tenant &&
            row.createdAt >= since &&
            (phases?.includes(row.phase) ?? true),
        )
        .toSorted(
          (a, b) => b.createdAt - a.createdAt || (a.conversation < b.conversation ? 1 : -1),
        );
      const from =
        cursor === undefined
          ? 0
          : all.findIndex((row) => row.conversation === cursor.split(".")[1]) + 1;
      const conversations = all.slice(from, from + limit);
      const last = conversations.length < limit ? undefined : conversations.at(-1);
      return {
        conversations,
        cursor: last === undefined ? null : `${last.createdAt}.${last.conversation}`,
      };
    },
    async flushSummaries(summaries) {
      for (const summary of summaries) put(summary);
    },
    webhooks: {
      async claimDue({ now, limit, leaseMs, except = [] }) {
        const ready = jobs
          .filter((job) => job.doneAt === null && job.nextAt <= now && !except.includes(job.tenant))
          .toSorted((a, b) => a.nextAt - b.nextAt);
        const due = ready.filter(({ tenant }) => tenant === ready[0]?.tenant).slice(0, limit);
        for (const job of due)
          Object.assign(job, { attempts: job.attempts + 1, nextAt: now + leaseMs });
        return due.map(({ tenant, conversation, seq, attempts }) => ({
          tenant,
          conversation,
          seq,
          attempts,
        }));
      },
      async waiting(most) {
        return Math.min(most, jobs.filter((job) => job.doneAt === null).length);
      },
      async done({ now, ...hint }) {
        Object.assign(jobOf(hint) ?? {}, { doneAt: now });
      },
      async retryAt({ at, ...hint }) {
        Object.assign(jobOf(hint) ?? {}, { nextAt: at });
      },
      async forget({ before, limit }) {
        const over = jobs.filter(({ doneAt }) => doneAt !== null && doneAt < before);
        for (const job of over.slice(0, limit)) jobs.splice(jobs.indexOf(job), 1);
        return Math.min(limit, over.length);
      },
    },
    async close() {
      closed = true;
    },
  };
}

/** A row as it stands once an event that retracts has come: see the trigger in the migrations. */
function retracted(row: Row, by: JsonValue): Row {
  if (typeof row.event === "object" && listAt(row.event, "messages").length > 0) {
    const texts = listAt(by, "retracts").map((one) => at(one, "message"));
    const messages = listAt(row.event, "messages").map(
      (message) => texts.find((text) => at(text, "id") === at(message, "id")) ?? message,
    );
    return { ...row, event: { ...row.event, messages } };
  }
  for (const retraction of listAt(by, "retracts")) {
    const message = at(retraction, "message");
    const same = at(at(row.event, "message"), "id") === at(message, "id");
    if (at(retraction, "seq") !== row.seq || !same || message === undefined) continue;
    if (typeof row.event === "object") return { ...row, event: { ...row.event, message } };
  }
  return row;
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
}

function byDue(a: Due, b: Due): number {
  const [one, other] = [nameOf(a), nameOf(b)];
  return a.dueAt - b.dueAt || (one < other ? -1 : Number(one > other));
}

function nameOf({ tenant, conversation }: Key): string {
  return `${tenant} ${conversation}`;
}
