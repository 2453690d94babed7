import { expect, test } from "vitest";
import { journalContract } from "./journal-contract.ts";
import { retractionContract } from "./retraction-contract.ts";
import { webhookContract } from "./webhook-contract.ts";
import { createMemoryJournal } from "./memory-journal.ts";

const journal = createMemoryJournal();
journalContract("memory", () => journal);
retractionContract("memory", () => journal);
webhookContract("memory", () => journal);

test("takes nothing once it is closed", async () => {
  const closed = createMemoryJournal();
  await closed.close();
  await expect(
    closed.append({ tenant: "t", conversation: "c", seq: 1, at: 1, event: 1 }),
  ).rejects.toMatchObject({
    code: "closed",
  });
});
