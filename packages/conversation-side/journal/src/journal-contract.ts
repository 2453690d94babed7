import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { catchUp } from "./catch-up.ts";
import type { Due, Entry, Hint, Index, Journal, Row } from "./journal.ts";

/**
 * What every journal must do.
 *
 * @param name of the implementation
 * @param journal the one to test; the suite works in conversations and tenants of its own
 */
export function journalContract(name: string, journal: () => Journal): void {
  describe(`a journal (${name})`, () => {
    test("keeps what was appended, in order, as it was", async () => {
      const key = newKey();
      const event = {
        type: "text",
        text: 'grüße \u{1f600} "quoted" \\u0000',
        list: [1, 2.5, null, true, {}],
      };
      expect(await journal().append({ ...key, seq: 1, at: 1000, clientId: "c1", event })).toBe(
        "appended",
      );
      expect(await journal().append({ ...key, seq: 2, at: 1001, event: null })).toBe("appended");
      const rows: Row[] = [
        { ...key, seq: 1, at: 1000, clientId: "c1", event },
        { ...key, seq: 2, at: 1001, clientId: null, event: null },
      ];
      expect([...(await journal().read({ ...key, after: 0 }))]).toEqual(rows);
      expect([...(await journal().read({ ...key, after: 1 }))]).toEqual(rows.slice(1));
      expect([...(await journal().read({ ...key, after: 0, limit: 1 }))]).toEqual(rows.slice(0, 1));
      expect([...(await journal().read({ ...key, after: 2 }))]).toEqual([]);
    });

    test("one of many with the same number is appended, the others are stale", async () => {
      const key = newKey();
      const verdicts = await Promise.all(
        [1, 2, 3, 4].map((writer) => journal().append({ ...key, seq: 1, at: 1, event: writer })),
      );
      expect(verdicts.toSorted()).toEqual(["appended", "stale", "stale", "stale"]);
      expect(await journal().read({ ...key, after: 0 })).toHaveLength(1);
    });

    test("a number that would leave a gap is stale", async () => {
      const key = newKey();
      const verdicts = [2, 1, 3, 2].map(
        (seq) => () => journal().append({ ...key, seq, at: 1, event: seq }),
      );
      const seen = [];
      for (const verdict of verdicts) seen.push(await verdict());
      expect(seen).toEqual(["stale", "appended", "stale", "appended"]);
    });

    test("numbers that follow each other may be appended without waiting", async () => {
      const key = newKey();
      const seqs = Array.from({ length: 30 }, (_, index) => index + 1);
      const verdicts = await Promise.all(
        seqs.map((seq) => journal().append({ ...key, seq, at: 1, event: seq })),
      );
      expect(new Set(verdicts)).toEqual(new Set(["appended"]));
    });

    test("a client's retry is a duplicate, whatever number it comes with, and says where the first is", async () => {
      const key = newKey();
      const entry: Entry = { ...key, seq: 1, at: 1, clientId: "m1", event: "hello" };
      expect(await journal().append(entry)).toBe("appended");
      expect(await journal().append(entry)).toBe("duplicate");
      expect(await journal().append({ ...entry, seq: 2 })).toBe("duplicate");
      expect(
        await journal().append({ ...newKey(key.tenant), seq: 1, at: 1, clientId: "m1", event: 1 }),
      ).toBe("appended");
      expect(await journal().seqOf({ ...key, clientId: "m1" })).toBe(1);
      expect(await journal().seqOf({ ...key, clientId: "m2" })).toBeUndefined();
      expect(await journal().append({ ...key, seq: 2, at: 1, clientId: "m2", event: "next" })).toBe(
        "appended",
      );
    });

    test("many conversations are read at once, each from its own position", async () => {
      const keys = [newKey(), newKey(), newKey()];
      await Promise.all(
        keys.flatMap((key) =>
          [1, 2, 3].map((seq) => journal().append({ ...key, seq, at: 1, event: seq })),
        ),
      );
      const rows = await journal().readMany(
        keys.map((key, index) => ({ ...key, after: index + 1 })),
        1,
      );
      const seen = rows.map(({ tenant, conversation, seq }) => ({ tenant, conversation, seq }));
      expect(seen.toSorted((a, b) => a.seq - b.seq)).toEqual([
        { ...keys[0], seq: 2 },
        { ...keys[1], seq: 3 },
      ]);
      const behind = await journal().sweep(
        keys.map((key) => ({ ...key, after: key === keys[0] ? 1 : 3 })),
      );
      expect([...behind]).toEqual([{ ...keys[0], seq: 3 }]);
      expect([...(await journal().readMany([]))]).toEqual([]);
    });

    test("a follower hears the keys of what was committed, and when it may have missed some", async () => {
      const heard: Hint[] = [];
      let resyncs = 0;
      const following = await journal().follow(
        (hints) => void heard.push(...hints),
        () => (resyncs += 1),
      );
      const key = newKey();
      await journal().append({ ...key, seq: 1, at: 1, event: "body" });
      await journal().append({ ...key, seq: 1, at: 1, event: "stale" });
      await journal().append({ ...key, seq: 2, at: 1, event: "body" });
      const ours = () => heard.filter((hint) => hint.conversation === key.conversation);
      await expect.poll(ours, { timeout: 10_000 }).toEqual([
        { ...key, seq: 1 },
        { ...key, seq: 2 },
      ]);
      expect(resyncs).toBe(1);
      await following.stop();
    });

    test("[BND1] a reader that resumes while events are committed gets each once, in order", async () => {
      const key = newKey();
      const known = new Map<string, number>();
      const live = new Set<string>();
      const got: number[] = [];
      const deliver = (rows: readonly Row[]) => void got.push(...rows.map((row) => row.seq));
      const hear = async (hints: readonly Hint[]) => {
        for (const hint of hints.filter((item) => item.conversation === key.conversation)) {
          known.set(hint.conversation, Math.max(hint.seq, known.get(hint.conversation) ?? 0));
          if (live.delete(hint.conversation)) await resume(got.at(-1) ?? 0);
        }
      };
      const resume = (after: number): Promise<void> =>
        catchUp({
          after,
          read: (from) => journal().read({ ...key, after: from, limit: 7 }),
          deliver,
          known: () => known.get(key.conversation) ?? 0,
          live: () => void live.add(key.conversation),
        });
      const following = await journal().follow(
        (hints) => void hear(hints),
        () => undefined,
      );
      const append = (seq: number) => journal().append({ ...key, seq, at: 1, event: seq });
      for (let seq = 1; seq <= 40; seq += 1) await append(seq);
      const more = (async () => {
        for (let seq = 41; seq <= 120; seq += 1) await append(seq);
      })();
      await resume(0);
      await more;
      await expect.poll(() => got.length, { timeout: 10_000 }).toBe(120);
      expect(got).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
      await following.stop();
    });

    test("the list of conversations moves forward only", async () => {
      const key = newKey();
      const index = (phase: string, dueAt: number | null): Index => ({
        phase,
        agent: null,
        dueAt,
        summary: { phase },
      });
      await journal().append({ ...key, seq: 1, at: 10, event: 1, index: index("waiting", 500) });
      await journal().append({ ...key, seq: 2, at: 20, event: 2 });
      await journal().append({ ...key, seq: 3, at: 30, event: 3, index: index("open", null) });
      await journal().flushSummaries([
        { ...key, seq: 2, at: 20, index: index("late", 1) },
        { ...key, seq: 3, at: 30, index: index("same", 1) },
      ]);
      const row = {
        ...key,
        lastSeq: 3,
        phase: "open",
        agent: null,
        dueAt: null,
        summary: { phase: "open" },
      };
      expect(await journal().get(key)).toEqual({ ...row, createdAt: 10, updatedAt: 30 });
      const fresh = newKey(key.tenant);
      await journal().flushSummaries([
        { ...key, seq: 4, at: 40, index: { ...index("capture", 700), agent: "agt_a" } },
        { ...key, seq: 5, at: 50, index: { ...index("capture", 800), agent: "agt_a" } },
        { ...fresh, seq: 1, at: 60, index: index("waiting", null) },
      ]);
      expect(await journal().get(key)).toMatchObject({
        lastSeq: 5,
        agent: "agt_a",
        dueAt: 800,
        createdAt: 10,
        updatedAt: 50,
      });
      expect(await journal().get(fresh)).toMatchObject({ lastSeq: 1, createdAt: 60 });
      expect(await journal().get(newKey())).toBeUndefined();
    });

    test("conversations are listed by tenant and phase in pages, the latest begun first", async () => {
      const { tenant } = newKey();
      const keys = Array.from({ length: 5 }, () => newKey(tenant));
      for (const [at, key] of keys.entries()) {
        const index = {
          phase: at % 2 === 0 ? "open" : "waiting",
          agent: null,
          dueAt: null,
          summary: null,
        };
        await journal().append({ ...key, seq: 1, at: 100 + at, event: 1, index });
      }
      const first = await journal().list({ tenant, limit: 2 });
      const second = await journal().list({ tenant, limit: 2, cursor: first.cursor ?? "" });
      const third = await journal().list({ tenant, limit: 2, cursor: second.cursor ?? "" });
      const begun = [first, second, third].map((page) =>
        page.conversations.map((row) => row.createdAt),
      );
      expect([begun, third.cursor]).toEqual([[[104, 103], [102, 101], [100]], null]);
      const open = await journal().list({ tenant, phases: ["open"], since: 101, limit: 10 });
      expect(open.conversations.map((row) => row.createdAt)).toEqual([104, 102]);
      expect(await journal().list({ ...newKey(), limit: 10 })).toEqual({
        conversations: [],
        cursor: null,
      });
    });

    test("what is due is found for all tenants, the earliest first", async () => {
      const keys = [newKey(), newKey(), newKey()];
      for (const [at, key] of keys.entries()) {
        const index = {
          phase: "open",
          agent: null,
          dueAt: at === 2 ? 9_000 : 20 - at,
          summary: null,
        };
        await journal().append({ ...key, seq: 1, at: 1, event: 1, index });
      }
      const ours = (await journal().due({ now: 25, limit: 100 })).filter((row) =>
        keys.some((key) => key.conversation === row.conversation),
      );
      expect(ours).toEqual([
        { ...keys[1], dueAt: 19 },
        { ...keys[0], dueAt: 20 },
      ]);
    });

    test("what is due is gone through in parts, also where many are due at the same time", async () => {
      const index = { phase: "open", agent: null, dueAt: 3, summary: null };
      const keys = Array.from({ length: 5 }, () => newKey());
      for (const key of keys) await journal().append({ ...key, seq: 1, at: 1, event: 1, index });
      const seen: string[] = [];
      let after: Due | undefined;
      for (let parts = 0; parts < 1_000; parts += 1) {
        const part = await journal().due({ now: 3, limit: 2, after });
        seen.push(...part.map(({ conversation }) => conversation));
        after = part.at(-1);
        if (part.length < 2) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(keys.map(({ conversation }) => conversation)));
    });

    test("an entry that PostgreSQL could not store is refused alone", async () => {
      const wrong = { code: "wrong_entry", who: "bug" };
      const key = newKey();
      const refused: Entry[] = [
        { ...key, seq: 1, at: 1, event: { text: "a\u0000b" } },
        { ...key, seq: 1, at: 1, event: "half \ud83d" },
        {
          ...key,
          seq: 1,
          at: 1,
          event: 1,
          index: { phase: "open", agent: null, dueAt: null, summary: "\0" },
        },
        { ...key, seq: 1, at: 1, clientId: "\0", event: 1 },
        { ...key, seq: 1, at: 1, clientId: "", event: 1 },
        { ...key, seq: 1, at: 1, clientId: "m1\nm2", event: 1 },
        { ...key, seq: 1, at: 1, clientId: "\ud800", event: 1 },
        { ...key, seq: 0, at: 1, event: 1 },
        { ...key, seq: 1.5, at: 1, event: 1 },
        { ...key, tenant: "a,b", seq: 1, at: 1, event: 1 },
        { ...key, conversation: "a b", seq: 1, at: 1, event: 1 },
      ];
      const good = journal().append({ ...key, seq: 1, at: 1, event: "\\u0000 \\ud83d" });
      for (const entry of refused)
        await expect(journal().append(entry)).rejects.toMatchObject(wrong);
      expect(await good).toBe("appended");
    });
  });
}

function newKey(tenant = `t-${randomBytes(6).toString("hex")}`) {
  return { tenant, conversation: `cnv_${randomBytes(8).toString("hex")}` };
}
