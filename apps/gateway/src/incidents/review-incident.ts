import type { Database } from "@aside/postgres";
import type { Actor, Incident, ReviewWish } from "@aside/protocol";
import { findIncident } from "./list-incidents.ts";

/**
 * Notes who says how an incident stands. The same state again, without a note, is no second note.
 *
 * @returns the incident with it; `not_found`; `no_review` for a row that only says what became of another
 */
export async function reviewIncident(
  database: Database,
  tenant: string,
  which: Pick<Incident, "conversation" | "seq">,
  said: ReviewWish & { readonly by: Actor; readonly at: number },
): Promise<Incident | "not_found" | "no_review"> {
  const { conversation, seq } = which;
  const { state, by, at, note = null } = said;
  return await database.withTenant(tenant, async (sql) => {
    const found = await findIncident(sql, tenant, which);
    if (found === null) return "not_found";
    if (found.state === null) return "no_review";
    if (found.state === state && note === null) return found;
    await sql`
      insert into incident_review (tenant, conversation, seq, state, at, by, note)
      values (${tenant}, ${conversation}, ${seq}, ${state}, ${at}, ${sql.json(by)}, ${note})`;
    return (await findIncident(sql, tenant, which)) ?? found;
  });
}
