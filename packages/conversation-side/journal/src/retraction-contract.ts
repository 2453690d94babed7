import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Journal } from "./journal.ts";

/** What every journal does with an event that retracts parts of earlier messages. */
export function retractionContract(name: string, journal: () => Journal): void {
  describe(`retraction in a journal (${name})`, () => {
    test("[14] an event that retracts replaces the text of the messages it names, and nothing else", async () => {
      const key = { tenant: "demo", conversation: `cnv_${randomBytes(8).toString("hex")}` };
      const message = (id: string, text: string) => ({
        type: "said",
        by: "c",
        message: { id, text },
      });
      const back = [
        { id: "a", text: "4111 as it was" },
        { id: "c", text: "1111" },
      ];
      const events = [
        message("a", "4111"),
        message("b", "hello"),
        { type: "brought back", messages: back },
      ];
      for (const [index, event] of events.entries())
        await journal().append({ ...key, seq: index + 1, at: 1, clientId: `c${index}`, event });
      const by = {
        type: "said",
        message: { id: "d", text: "[removed]" },
        retracts: [
          { seq: 1, message: { id: "a", text: "[removed]" } },
          { seq: 2, message: { id: "another", text: "[removed]" } },
          { seq: 4, message: { id: "d", text: "itself" } },
        ],
      };
      expect(await journal().append({ ...key, seq: 4, at: 2, event: by })).toBe("appended");
      const rows = await journal().read({ ...key, after: 0 });
      expect(rows.map(({ event }) => event)).toEqual([
        message("a", "[removed]"),
        events[1],
        { type: "brought back", messages: [{ id: "a", text: "[removed]" }, back[1]] },
        by,
      ]);
      expect(rows.map(({ clientId }) => clientId)).toEqual(["c0", "c1", "c2", null]);
    });
  });
}
