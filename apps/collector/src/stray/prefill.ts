import { checkField, type FieldClass, type Template } from "@aside/fields";
import type { Prefilled, SealedStray } from "@aside/protocol";
import type { Field } from "@aside/seal";
import type { Sql } from "@aside/postgres";
import { isInDoubt } from "../audit/is-in-doubt.ts";
import type { Collector } from "../collector.ts";
import { openStray, type OpenedStray } from "./open-stray.ts";

/** Which found value a field takes. */
const TAKES: Readonly<Partial<Record<FieldClass, string>>> = {
  "card.pan": "v.CARD_NUMBER",
  "bank.iban": "v.IBAN",
};

/** A capture that may have taken a stray along. */
export interface Taker {
  readonly tenant: string;
  readonly capture: string;
  readonly template: Template;
}

/** Puts a stray beside the capture that takes it. One that was decided already stays as it was: the form opens without it. */
export async function takeStray(
  sql: Sql,
  { tenant, conversation, capture }: { tenant: string; conversation: string; capture: string },
  { message, until, bound, sealed }: SealedStray,
  now: number,
): Promise<void> {
  await sql`
    insert into collector_stray (tenant, conversation, message, verb, at, capture, until, bound, sealed)
    values (${tenant}, ${conversation}, ${message}, 'taken', ${now}, ${capture}, ${until}, ${bound}, ${sealed})
    on conflict do nothing`;
}

/**
 * What the form shows in place of a field that the customer wrote into the chat already: `•••• 1111`. A value that the field would not take is
 * not offered.
 */
export async function prefilled(taker: Taker, collector: Collector): Promise<Prefilled[]> {
  const stray = await strayOf(taker, collector, true);
  if (stray === null) return [];
  try {
    return fill(taker, [], stray, collector).map(({ name, bytes }) => ({
      name,
      display: `•••• ${lastFour(bytes)}`,
    }));
  } finally {
    stray.wipe();
  }
}

/** A submission's fields, those left empty taken from the stray. Wipe what comes back as `added`. */
export async function withStray(
  taker: Taker,
  fields: readonly Field[],
  collector: Collector,
): Promise<{ readonly fields: readonly Field[]; readonly added: OpenedStray | null }> {
  const stray = await strayOf(taker, collector, false);
  if (stray === null) return { fields, added: null };
  const filled = fill(taker, fields, stray, collector);
  const others = fields.filter(({ name }) => !filled.some((field) => field.name === name));
  return { fields: [...others, ...filled], added: stray };
}

function fill(
  { template }: Taker,
  given: readonly Field[],
  stray: OpenedStray,
  collector: Collector,
): Field[] {
  return template.fields.flatMap((field) => {
    const entered = given.find(({ name }) => name === field.name);
    const value = stray.fields.find(({ name }) => name === TAKES[field.class]);
    if (value === undefined || (entered && entered.bytes.length > 0)) return [];
    const taken = { name: field.name, bytes: value.bytes };
    return checkField(template, field, [taken], { now: collector.now() }).ok ? [taken] : [];
  });
}

/** Digits and letters of ASCII: both kinds of value are nothing else. */
function lastFour(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(-4));
}

async function strayOf(
  { tenant, capture }: Taker,
  collector: Collector,
  first: boolean,
): Promise<OpenedStray | null> {
  const recorded = collector.database.withTenant(tenant, async (sql) => {
    const [found] = await sql<(SealedStray & { conversation: string })[]>`
      select conversation, message, until, bound, sealed from collector_stray
      where tenant = ${tenant} and capture = ${capture} and sealed is not null`;
    if (found === undefined) return null;
    await collector.audit.record(sql, {
      tenant,
      at: collector.now(),
      actor: "collector",
      action: first ? "stray.offered" : "stray.taken",
      subject: found.message,
      field: null,
      purpose: "capture",
      reference: capture,
      result: "done",
    });
    return found;
  });
  // No record, no access: the form is there without it, and the customer enters the value.
  const row = await recorded.catch((error: unknown) => {
    if (isInDoubt(error)) return null;
    throw error;
  });
  if (row === null) return null;
  const { conversation, ...stray } = row;
  // One whose key is gone meanwhile is no longer offered; the form stays usable.
  return await openStray({ tenant, conversation }, stray, collector).catch(() => null);
}
