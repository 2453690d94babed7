import type { Database } from "@aside/postgres";
import type { Incident, IncidentPage, IncidentQuery } from "@aside/protocol";

interface Row {
  readonly conversation: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: Incident["kind"];
  readonly speaker: Incident["by"];
  readonly message: string | null;
  readonly types: string[];
  readonly lengths: number[];
  readonly purged: number[];
  readonly keptUntil: number | null;
  readonly agent: string | null;
}

/** A tenant's incidents, the latest first. Nobody can write or change one: the journal does, with the event that is one. */
export async function listIncidents(
  database: Database,
  tenant: string,
  query: Omit<IncidentQuery, "since" | "until"> & {
    readonly since: number;
    readonly until: number;
  },
): Promise<IncidentPage> {
  const { since, until, conversation, limit } = query;
  const before = cursorOf(query.cursor);
  const rows = await database.withTenant(
    tenant,
    (sql) => sql<Row[]>`
      select conversation, seq, at, kind, speaker, message, types, lengths, purged, kept_until as "keptUntil", agent
      from incident
      where tenant = ${tenant} and at >= ${since} and at < ${until}
        ${conversation === undefined ? sql`` : sql`and conversation = ${conversation}`}
        ${before === null ? sql`` : sql`and (at, conversation, seq) < (${before.at}, ${before.conversation}, ${before.seq})`}
      order by at desc, conversation desc, seq desc limit ${limit}`,
  );
  const last = rows.at(-1);
  const more = last !== undefined && rows.length === limit;
  return {
    incidents: rows.map(incidentOf),
    cursor: more ? `${last.at}.${last.conversation}.${last.seq}` : null,
  };
}

function incidentOf({ speaker, types, lengths, agent, purged, ...row }: Row): Incident {
  const told: Incident["told"] = row.kind === "asked" ? [] : ["customer"];
  if (agent !== null) told.push(agent);
  return {
    ...row,
    by: speaker,
    found: types.map((type, index) => ({ type, length: lengths[index] ?? 1 })),
    purged: purged.map(Number),
    told,
  };
}

function cursorOf(text: string | undefined) {
  const match = /^(\d{1,15})\.(cnv_\w{26})\.(\d{1,15})$/.exec(text ?? "");
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { at: Number(match[1]), conversation: match[2], seq: Number(match[3]) };
}
