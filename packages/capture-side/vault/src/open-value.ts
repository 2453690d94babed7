import type { Database } from "@aside/postgres";
import { VaultError } from "./errors.ts";
import type { UseName } from "./find-values.ts";
import { openValues, type OpenUsing } from "./open-values.ts";
import type { Plaintext } from "./plaintext.ts";

/** Who opens which field of which record, and for what. */
export interface OpenRequest extends UseName {
  token: string;
  /** Its name in the template. The record's only field when absent. */
  field?: string;
}

/**
 * One value in plain form; the caller wipes it. See {@link openValues}.
 *
 * @throws VaultError `not_found`, `too_many_guesses`, `record_broken`
 */
export async function openValue(request: OpenRequest, using: OpenUsing): Promise<Plaintext> {
  const { token, field, ...use } = request;
  using.guesses.check(use.tenant, use.actor);
  const named = field ?? (await onlyField(request, using.database));
  const [opened] = await openValues(use, [{ token, field: named }], using);
  if (opened === undefined) throw new VaultError("not_found");
  return opened.value;
}

/** The name of a record's only field; null where it has another number of them. */
async function onlyField(
  { tenant, token }: OpenRequest,
  database: Database,
): Promise<string | null> {
  const names = await database.withTenant(
    tenant,
    (sql) => sql<{ name: string }[]>`
      select f.name from vault_record r join vault_field f on f.tenant = r.tenant and f.record = r.id
      where r.tenant = ${tenant} and r.token = ${token} limit 2`,
  );
  return names.length === 1 ? (names[0]?.name ?? null) : null;
}
