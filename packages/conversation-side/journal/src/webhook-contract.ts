import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Journal } from "./journal.ts";

/** What every journal does with events that are announced. */
export function webhookContract(name: string, journal: () => Journal): void {
  describe(`webhooks in a journal (${name})`, () => {
    test("a webhook is claimed by one, again after its lease or when told, and not after it is done", async () => {
      const key = newKey();
      const other = { ...newKey(), tenant: key.tenant };
      await journal().append({ ...key, seq: 1, at: 10, event: 1, announce: true });
      await journal().append({ ...key, seq: 1, at: 10, event: 1, announce: true });
      await journal().append({ ...other, seq: 1, at: 12, event: 1, announce: true });
      const { webhooks } = journal();
      const waiting = await webhooks.waiting(1_000);
      expect(await webhooks.waiting(1)).toBe(1);
      const claim = (now: number) => webhooks.claimDue({ now, limit: 10, leaseMs: 100 });
      const claims = await Promise.all([claim(11), claim(11)]);
      expect(claims.flat()).toEqual([{ ...key, seq: 1, attempts: 1 }]);
      expect([...(await claim(11))]).toEqual([]);
      expect([...(await claim(12))]).toEqual([{ ...other, seq: 1, attempts: 1 }]);
      expect([...(await claim(111))]).toEqual([{ ...key, seq: 1, attempts: 2 }]);
      await webhooks.done({ ...other, seq: 1, now: 113 });
      await webhooks.retryAt({ ...key, seq: 1, at: 150 });
      expect([...(await claim(149))]).toEqual([]);
      expect([...(await claim(150))]).toEqual([{ ...key, seq: 1, attempts: 3 }]);
      await webhooks.done({ ...key, seq: 1, now: 151 });
      expect([...(await claim(10_000))]).toEqual([]);
      expect(await webhooks.waiting(1_000)).toBe(waiting - 2);
    });

    test("webhooks are claimed of one tenant at a time, the one that waits longest and is none of those named", async () => {
      const [first, second] = [newKey(), newKey()];
      const rest = [2, 3].map((seq) => ({ ...first, seq }));
      for (const key of [{ ...first, seq: 1 }, ...rest])
        await journal().append({ ...key, at: 10, event: 1, announce: true });
      await journal().append({ ...second, seq: 1, at: 11, event: 1, announce: true });
      const { webhooks } = journal();
      const claim = async (limit: number, except: string[] = []) => {
        const jobs = await webhooks.claimDue({ now: 20, limit, leaseMs: 100, except });
        return jobs.map(({ tenant, seq }) => `${tenant} ${seq}`).toSorted();
      };
      const except = [first.tenant];
      expect(await claim(10, except)).toEqual([`${second.tenant} 1`]);
      expect(await claim(10, except)).toEqual([]);
      expect((await claim(2)).length).toBe(2);
      expect((await claim(10)).length).toBe(1);
      for (const seq of [1, 2, 3]) await webhooks.done({ ...first, seq, now: 21 });
      await webhooks.done({ ...second, seq: 1, now: 21 });
    });

    test("what was done before a time is forgotten, so many at once; what waits is not, however old", async () => {
      const key = newKey();
      for (const seq of [1, 2, 3, 4])
        await journal().append({ ...key, seq, at: 1, event: 1, announce: true });
      const { webhooks } = journal();
      while ((await webhooks.forget({ before: 1_000, limit: 100 })) > 0);
      for (const seq of [1, 2, 3]) await webhooks.done({ ...key, seq, now: 100 * seq });
      expect(await webhooks.forget({ before: 300, limit: 1 })).toBe(1);
      expect(await webhooks.forget({ before: 300, limit: 100 })).toBe(1);
      expect(await webhooks.forget({ before: 300, limit: 100 })).toBe(0);
      expect(await webhooks.forget({ before: 301, limit: 100 })).toBe(1);
      const waiting = await webhooks.waiting(1_000);
      expect(await webhooks.forget({ before: 9_000, limit: 100 })).toBe(0);
      expect(await webhooks.waiting(1_000)).toBe(waiting);
      await webhooks.done({ ...key, seq: 4, now: 9_000 });
    });
  });
}

function newKey() {
  const random = () => randomBytes(8).toString("hex");
  return { tenant: `t-${random()}`, conversation: `cnv_${random()}` };
}
