import type { Database } from "@aside/postgres";
import { VaultError } from "./errors.ts";
import type { Root } from "./root.ts";

/**
 * Ties a database to its root key the first time, and refuses any other root from then on. Call it before anything is written.
 *
 * @throws VaultError `wrong_root`
 */
export async function verifyRoot(database: Database, root: Root): Promise<void> {
  const value = await root.checkValue();
  const kept = await database.withoutTenant(async (sql) => {
    const find = () => sql<{ check_value: string }[]>`select check_value from vault_keys.root`;
    const [found] = await find();
    if (found) return found.check_value;
    const [orphan] = await sql`select 1 from vault_keys.capture_key limit 1`;
    if (orphan) return null;
    await sql`insert into vault_keys.root (kind, check_value) values (${root.kind}, ${value}) on conflict do nothing`;
    return (await find())[0]?.check_value ?? null;
  });
  if (kept !== value) throw new VaultError("wrong_root");
}
