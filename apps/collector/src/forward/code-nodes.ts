import type { Collector } from "../collector.ts";

/** As long as a code lives. */
const LIFE = 15 * 60_000;

/** Notes, before a capture is stored, that the security code of a token is in this collector's memory. */
export async function noteCodeHere(
  tenant: string,
  token: string,
  { database, nodeUrl, now }: Collector,
): Promise<void> {
  if (nodeUrl === "") return;
  await database.withTenant(
    tenant,
    (sql) => sql`
      insert into collector_code_node (tenant, token, url, until)
      values (${tenant}, ${token}, ${nodeUrl}, ${now() + LIFE}) on conflict do nothing`,
  );
}

/** The address of the collector that took the code of one of these tokens where it is not here; null where nobody did. */
export async function codeElsewhere(
  tenant: string,
  tokens: readonly string[],
  { database, nodeUrl, vault, now }: Collector,
): Promise<string | null> {
  const away = tokens.filter((token) => !vault.codes.has({ tenant, token }));
  if (nodeUrl === "" || away.length === 0) return null;
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql<{ url: string }[]>`
      select url from collector_code_node
      where tenant = ${tenant} and token = any(${away}) and until > ${now()} limit 1`,
  );
  return row?.url ?? null;
}
