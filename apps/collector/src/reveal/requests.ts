import type { Sql } from "@aside/postgres";
import { createId, token as tokenShape } from "@aside/protocol";
import { type Plaintext, randomBytes, VaultError } from "@aside/vault";
import * as z from "zod";
import { CHALLENGED_FOR, type Purpose } from "./challenges.ts";
import { SESSION } from "./passkeys.ts";
import {
  actOf,
  APART,
  type Custodian,
  DECIDE_WITHIN,
  isGood,
  type Reveal,
  VIEW_WITHIN,
} from "./reveal.ts";
import { RevealError, type RevealErrorCode } from "./reveal-error.ts";

export const reasons = [
  "fraud",
  "chargeback",
  "customer-request",
  "legal-order",
  "technical-fault",
] as const;

/** A ticket's number: never a text that could be a value. */
const reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{2,59}$/)
  .refine((text) => text.replaceAll(/\D/g, "").length < 12);

export const revealWish = z.strictObject({
  token: tokenShape,
  field: z.string().regex(/^[a-z][A-Za-z0-9._-]{0,59}$/),
  reason: z.enum(reasons),
  reference,
});

export interface RevealRequest extends z.infer<typeof revealWish> {
  readonly id: string;
  readonly requester: string;
  readonly requesterName: string;
  readonly approver: string | null;
  readonly state: "requested" | "approved" | "refused" | "viewed" | "expired";
  readonly madeAt: number;
  readonly until: number;
}

/** Asks for one field of one value. @throws RevealError `too_many` */
export async function requestReveal(
  reveal: Reveal,
  who: Custodian,
  wish: z.infer<typeof revealWish>,
): Promise<string> {
  const { database, audit } = reveal;
  const at = reveal.now();
  const id = createId("rev", randomBytes(16));
  const about = { subject: wish.token, field: wish.field, reference: id, at };
  const allowed = await database.withTenant(who.tenant, async (sql) => {
    await sql`select 1 from reveal_custodian where tenant = ${who.tenant} and id = ${who.id} for update`;
    const [count] = await sql<{ made: number }[]>`
      select count(*)::int as made from reveal_request
      where tenant = ${who.tenant} and requester = ${who.id} and made_at > ${at - 24 * 3_600_000}`;
    const room = (count?.made ?? 0) < reveal.perDay;
    await audit.record(sql, actOf(who, "reveal.requested", about, room ? "done" : "refused"));
    if (!room) return false;
    await sql`
      insert into reveal_request (tenant, id, token, field, reason, reference, requester, made_at, until)
      values (${who.tenant}, ${id}, ${wish.token}, ${wish.field}, ${wish.reason}, ${wish.reference}, ${who.id}, ${at},
        ${at + DECIDE_WITHIN})`;
    return true;
  });
  if (!allowed) throw new RevealError("too_many");
  return id;
}

/** The newest hundred of the tenant's. */
export async function listReveals(reveal: Reveal, who: Custodian): Promise<RevealRequest[]> {
  const rows = await reveal.database.withTenant(
    who.tenant,
    (sql) => sql<RevealRequest[]>`
      select r.id, r.token, r.field, r.reason, r.reference, r.requester, c.name as "requesterName", r.approver,
        case when r.state in ('requested', 'approved') and r.until <= ${reveal.now()} then 'expired' else r.state end as state,
        r.made_at as "madeAt", r.until
      from reveal_request r join reveal_custodian c on c.tenant = r.tenant and c.id = r.requester
      where r.tenant = ${who.tenant} order by r.made_at desc limit 100`,
  );
  return [...rows];
}

/** A step of a request that asks for the passkey. */
export const revealStep = z.enum(["approved", "refused", "viewed"]);
export type RevealStep = z.infer<typeof revealStep>;

/** What the passkey signs for a step: who does what with which request, and which field of which value that is. */
export async function purposeOf(
  { database }: Reveal,
  { tenant, id: custodian }: Custodian,
  id: string,
  what: RevealStep,
): Promise<Purpose> {
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql<{ token: string; field: string }[]>`
      select token, field from reveal_request where tenant = ${tenant} and id = ${id}`,
  );
  // Of one that is not there too: that it is not is the step's to say, and to record.
  return [what, id, tenant, custodian, row?.token ?? "-", row?.field ?? "-"];
}

/** A second custodian decides. Every attempt is recorded, also one that is not allowed. @throws RevealError `self_approval`, `over`, `not_found` */
export async function decideReveal(
  reveal: Reveal,
  who: Custodian,
  id: string,
  decision: "approved" | "refused",
): Promise<void> {
  const at = reveal.now();
  await step(reveal, who, id, `reveal.${decision}`, async (sql, found) => {
    if (found.requester === who.id) return "self_approval";
    if (found.state !== "requested" || !isGood(found.until, DECIDE_WITHIN, at)) return "over";
    await sql`
      update reveal_request set state = ${decision}, approver = ${who.id}, until = ${at + VIEW_WITHIN}
      where tenant = ${who.tenant} and id = ${id}`;
    return null;
  });
}

/** The value, once, for who asked. It is spent before it is opened. @throws RevealError `over`, `not_found` */
export async function viewReveal(reveal: Reveal, who: Custodian, id: string): Promise<Plaintext> {
  const at = reveal.now();
  const found = await step(reveal, who, id, "reveal.viewed", async (sql, row) => {
    if (row.requester !== who.id) return "not_found";
    if (row.state !== "approved" || !isGood(row.until, VIEW_WITHIN, at)) return "over";
    // An approval is worth what its approver is now.
    const [approver] = await sql`
      select 1 from reveal_custodian where tenant = ${who.tenant} and id = ${row.approver} and removed_at is null`;
    if (approver === undefined) return "over";
    // What is in memory only, the security code, is no field of a record: nobody sees it (PCI DSS 3.3.1).
    const [kept] = await sql`
      select 1 from vault_record v join vault_field f on f.tenant = v.tenant and f.record = v.id
      where v.tenant = ${who.tenant} and v.token = ${row.token} and f.name = ${row.field}`;
    if (kept === undefined) return "not_found";
    await sql`update reveal_request set state = 'viewed' where tenant = ${who.tenant} and id = ${id}`;
    return null;
  });
  const use = {
    tenant: who.tenant,
    token: found.token,
    actor: `custodian:${who.id}`,
    purpose: "reveal",
    reference: id,
  };
  try {
    return await reveal.vault.open({ ...use, field: found.field });
  } catch (cause) {
    if (cause instanceof VaultError && cause.code === "not_found")
      throw new RevealError("not_found", { cause });
    throw cause;
  } finally {
    await reveal.vault.settle({ ...use, outcome: "not_used" });
  }
}

/** Ends what is out of time, and what a clock that was put back would let live on. Returns how many. */
export async function expireReveals(reveal: Reveal): Promise<number> {
  const at = reveal.now();
  const due = await reveal.database.acrossTenants(
    (sql) => sql<{ tenant: string; id: string }[]>`
      select tenant, id from reveal_request where state in ('requested', 'approved') and (until <= ${at}
        or until > case state when 'requested' then ${at + DECIDE_WITHIN + APART}::bigint else ${at + VIEW_WITHIN + APART}::bigint end) limit 500`,
  );
  for (const { tenant, id } of due) {
    await reveal.database.withTenant(tenant, async (sql) => {
      const [row] = await sql<Found[]>`
        update reveal_request set state = 'expired' where tenant = ${tenant} and id = ${id}
          and state in ('requested', 'approved') returning token, field, requester, approver, state, until`;
      if (row === undefined) return;
      const { token: subject, field } = row;
      const act = actOf({ tenant, id: row.requester }, "reveal.expired", {
        subject,
        field,
        reference: id,
        at,
      });
      await reveal.audit.record(sql, { ...act, actor: "collector" });
    });
  }
  await reveal.database.acrossTenants(async (sql) => {
    await sql`delete from reveal_challenge where until <= ${at} or until > ${at + CHALLENGED_FOR + APART}`;
    await sql`delete from reveal_session where until <= ${at} or until > ${at + SESSION + APART}`;
  });
  return due.length;
}

interface Found {
  token: string;
  field: string;
  requester: string;
  approver: string | null;
  state: RevealRequest["state"];
  until: number;
}

async function step(
  reveal: Reveal,
  who: Custodian,
  id: string,
  action: string,
  take: (sql: Sql, found: Found) => Promise<RevealErrorCode | null>,
): Promise<Found> {
  const at = reveal.now();
  const { problem, found } = await reveal.database.withTenant(who.tenant, async (sql) => {
    const [row] = await sql<Found[]>`
      select token, field, requester, approver, state, until from reveal_request
      where tenant = ${who.tenant} and id = ${id} for update`;
    const refused = row === undefined ? "not_found" : await take(sql, row);
    const about = { subject: row?.token ?? "-", field: row?.field ?? null, reference: id, at };
    const result = refused === null ? "done" : "refused";
    await reveal.audit.record(sql, actOf(who, action, about, result));
    return { problem: refused, found: row };
  });
  if (problem !== null || found === undefined) throw new RevealError(problem ?? "not_found");
  return found;
}
