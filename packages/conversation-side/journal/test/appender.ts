// A process of kill.test.ts: appends to five conversations until it is killed, and prints each entry that was acknowledged.
import { openDatabase } from "@aside/postgres";
import { createJournal, journalMigrations } from "../src/index.ts";

const [dataDir = "", name = ""] = process.argv.slice(2);
const database = await openDatabase({ name: "gateway", dataDir, migrations: [journalMigrations] });
const journal = createJournal(database);

await Promise.all(Array.from({ length: 5 }, (_, index) => append(`c${index}`)));

async function append(conversation: string): Promise<never> {
  const key = { tenant: "demo", conversation };
  let last = (await journal.read({ ...key, after: 0 })).at(-1)?.seq ?? 0;
  for (let count = 0; ;) {
    const clientId = `${name}-${count}`;
    const verdict = await journal.append({
      ...key,
      seq: last + 1,
      at: 1,
      clientId,
      event: { clientId },
    });
    if (verdict === "appended") {
      process.stdout.write(`${conversation} ${clientId}\n`);
      last += 1;
      count += 1;
    } else last = (await journal.read({ ...key, after: last })).at(-1)?.seq ?? last;
  }
}
