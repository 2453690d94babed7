import type { Database } from "@aside/postgres";
import { tenantId } from "@aside/protocol";
import { ServiceError } from "@aside/service";
import type * as z from "zod";

/** @throws {ServiceError} `wrong_settings` */
export function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}

/** A tenant's id from the command line. */
export function tenantOf(word: string | undefined): string {
  const parsed = tenantId.safeParse(word);
  return parsed.success ? parsed.data : wrong("Which tenant? A short word of a-z, 0-9 and -");
}

/** The same where there is such a tenant: one that is mistyped is not told that it has nothing. */
export async function knownTenant(database: Database, word: string | undefined): Promise<string> {
  const tenant = tenantOf(word);
  const [row] = await database.withTenant(
    tenant,
    (sql) => sql`select 1 from tenant where tenant = ${tenant}`,
  );
  return row === undefined ? wrong(`There is no tenant ${tenant}: tenant put makes one`) : tenant;
}

/** What of an input is wrong, a line a place: `origins.0: …`. */
export function explain(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`).join("\n");
}
