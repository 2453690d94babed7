import type { Database, Sql } from "@aside/postgres";
import {
  incident,
  type Incident,
  type IncidentPage,
  type IncidentQuery,
  type IncidentReview,
} from "@aside/protocol";

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
  readonly became: Incident["became"];
  readonly state: Incident["state"];
  readonly reviews: IncidentReview[];
}

/** Times in milliseconds since the epoch: from `since` to `until`, both included. */
export interface IncidentFilter extends Omit<IncidentQuery, "since" | "until"> {
  readonly since: number;
  readonly until: number;
}

/** A tenant's incidents, the latest first. Nobody can write or change one: the journal does, with the event that is one. */
export async function listIncidents(
  database: Database,
  tenant: string,
  filter: IncidentFilter,
): Promise<IncidentPage> {
  const incidents = await database.withTenant(tenant, (sql) => select(sql, tenant, filter));
  const last = incidents.at(-1);
  const more = last !== undefined && incidents.length === filter.limit;
  return { incidents, cursor: more ? `${last.at}.${last.conversation}.${last.seq}` : null };
}

/** One incident by its conversation and its event's number, or null. */
export async function findIncident(
  sql: Sql,
  tenant: string,
  { conversation, seq }: Pick<Incident, "conversation" | "seq">,
): Promise<Incident | null> {
  const [row] = await sql<Row[]>`
    ${read(sql)} where i.tenant = ${tenant} and i.conversation = ${conversation} and i.seq = ${seq}`;
  return row === undefined ? null : incidentOf(row);
}

async function select(sql: Sql, tenant: string, filter: IncidentFilter): Promise<Incident[]> {
  const { since, until, conversation, kind, state, type, ends, limit } = filter;
  const before = cursorOf(filter.cursor);
  const rows = await sql<Row[]>`
    ${read(sql)}
    where i.tenant = ${tenant} and i.at >= ${since} and i.at <= ${until}
      ${conversation === undefined ? sql`` : sql`and i.conversation = ${conversation}`}
      ${kind === undefined ? sql`` : sql`and i.kind = ${kind}`}
      ${type === undefined ? sql`` : sql`and ${type} = any (i.types)`}
      ${state === undefined ? sql`` : sql`and ${standing(sql)} = ${state}`}
      ${ends === "true" ? sql`` : sql`and i.kind in ('cut', 'passed', 'asked')`}
      ${before === null ? sql`` : sql`and (i.at, i.conversation, i.seq) < (${before.at}, ${before.conversation}, ${before.seq})`}
    order by i.at desc, i.conversation desc, i.seq desc limit ${limit}`;
  return rows.map((row) => incidentOf(row));
}

/** With what became of it, and what was said of it. */
function read(sql: Sql) {
  return sql`
    select i.conversation, i.seq, i.at, i.kind, i.speaker, i.message, i.types, i.lengths, i.purged,
      i.kept_until as "keptUntil", i.agent, ${standing(sql)} as state,
      (
        select jsonb_build_object('kind', e.kind, 'at', e.at) from incident e
        where i.kind = 'cut' and e.tenant = i.tenant and e.conversation = i.conversation
          and e.message = i.message and e.kind in ('taken', 'released', 'discarded')
        order by e.seq limit 1
      ) as became,
      coalesce((
        select jsonb_agg(jsonb_build_object('state', r.state, 'at', r.at, 'by', r.by, 'note', r.note) order by r.place)
        from (
          select * from incident_review r
          where r.tenant = i.tenant and r.conversation = i.conversation and r.seq = i.seq
          order by r.place desc limit 50
        ) r
      ), '[]') as reviews
    from incident i`;
}

function standing(sql: Sql) {
  return sql`
    case when i.kind in ('cut', 'passed', 'asked') then coalesce((
      select r.state from incident_review r
      where r.tenant = i.tenant and r.conversation = i.conversation and r.seq = i.seq
      order by r.place desc limit 1
    ), 'open') end`;
}

function incidentOf({ speaker, types, lengths, agent, purged, ...row }: Row): Incident {
  const told: Incident["told"] = row.kind === "asked" ? [] : ["customer"];
  if (agent !== null) told.push(agent);
  return incident.parse({
    ...row,
    by: speaker,
    found: types.map((type, index) => ({ type, length: lengths[index] ?? 1 })),
    purged: purged.map(Number),
    told,
  });
}

function cursorOf(text: string | undefined) {
  const match = /^(\d{1,15})\.(cnv_\w{26})\.(\d{1,15})$/.exec(text ?? "");
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { at: Number(match[1]), conversation: match[2], seq: Number(match[3]) };
}
