import type { TestCollector } from "./harness.ts";

/** Captures a card, from the ticket to the vault. @returns its token */
export async function storedCard(at: TestCollector): Promise<string> {
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture)));
  const [row] = await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ token: string }[]>`select token from vault_record where capture = ${capture}`,
  );
  if (row === undefined) throw new Error("nothing was stored");
  return row.token;
}
