import { callbackMessage } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { pauseAfter } from "./dispatcher.ts";
import { tidy } from "../sweeper.ts";
import { messageOf, messagesOf } from "./message.ts";
import { type Letter, removeAndClaim } from "./outbox.ts";

const LETTER: Letter = {
  id: 1,
  tenant: "demo",
  capture: "cap_00000000000000000000000000",
  payload: "{}",
  since: 0,
  attempts: 1,
};
const PAYLOAD = JSON.stringify({
  type: "capture.opened",
  tenant: "demo",
  conversation: "cnv_00000000000000000000000000",
  capture: LETTER.capture,
  at: 1,
});

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

describe("the outbox", () => {
  test("[CAP2] what the gateway refuses is sent again, in order, under the same id", async () => {
    const capture = await at.register();
    at.gateway.refuseNext(2);
    await at.submit(capture, at.seal(await at.open(capture)));
    await at.gateway.until(() => at.gateway.of(capture).length === 3);
    expect(at.gateway.of(capture).map((each) => each.type)).toEqual([
      "capture.opened",
      "capture.submitted",
      "capture.ended",
    ]);
    const ids = at.gateway.heard.map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(at.lines.join("")).toContain("callback late");
  });

  test("[CAP2] what comes together goes in one message; of one that is taken in part the rest comes again, alone and in order", async () => {
    const { database } = at.collector;
    const captures = [await at.register(), await at.register(), await at.register()];
    const before = at.gateway.messages.length;
    at.gateway.takeOfNext(2);
    await database.withTenant(
      "demo",
      (sql) => sql`
        insert into collector_outbox (tenant, capture, payload, since, next_at)
        select 'demo', capture, json_build_object('type', type, 'tenant', 'demo', 'conversation',
            'cnv_00000000000000000000000000', 'capture', capture, 'at', 1)::text, ${at.now()}, 0
        from unnest(${captures}::text[]) as capture, unnest(array['capture.opened', 'capture.submitted']) as type
        order by capture, type`,
    );
    for (const capture of captures) at.collector.wake(capture);
    await at.gateway.until(() => captures.every((each) => at.gateway.of(each).length === 2));
    for (const each of captures) {
      const types = at.gateway.of(each).map(({ type }) => type);
      expect(types).toEqual(["capture.opened", "capture.submitted"]);
    }
    const [together = [], ...alone] = at.gateway.messages.slice(before);
    expect(together).toHaveLength(6);
    expect(alone.map((ids) => ids.length)).toEqual([2, 2]);
    expect(alone.flat().toSorted()).toEqual(together.slice(2).toSorted());
  });

  test("how long the oldest callback waits is counted", async () => {
    const { database } = at.collector;
    const leave = (capture: string) =>
      database.withTenant(
        "demo",
        (sql) => sql`
          insert into collector_outbox (tenant, capture, payload, since, next_at)
          values ('demo', ${capture}, '{}', ${at.now() - 90_000}, ${at.now() + 600_000})`,
      );
    const waits = async () => {
      await tidy(at.collector);
      const text = await (await fetch(`${at.url}/metrics`)).text();
      return Number(/^aside_collector_callbacks_waiting_seconds (\S+)$/m.exec(text)?.[1]);
    };
    expect(await waits()).toBeLessThan(90);
    await leave("cap_waits");
    expect(await waits()).toBeGreaterThanOrEqual(90);
    await database.acrossTenants(
      (sql) => sql`delete from collector_outbox where capture = 'cap_waits'`,
    );
  });

  test("[CAP2] what waits here while its lease runs out is sent once", async () => {
    const { database } = at.collector;
    const release = at.gateway.holdNext();
    const other = await at.register();
    await at.open(other);
    await at.gateway.until(() => at.gateway.of(other).length === 1);
    const capture = await at.register();
    const form = await at.open(capture);
    at.advance(11_000);
    await at.submit(capture, at.seal(form));
    // By then the clock asks for a look at the whole outbox.
    const looks = Date.now() + 1_100;
    await vi.waitUntil(() => Date.now() > looks, 3_000);
    release();
    await vi.waitFor(async () => {
      const left = await database.acrossTenants(
        (sql) => sql`select 1 from collector_outbox where capture = ${capture}`,
      );
      expect(left).toHaveLength(0);
    }, 5_000);
    const sent = at.gateway.heard.filter(({ body }) => body.capture === capture);
    expect(sent.map(({ body }) => body.type)).toEqual([
      "capture.opened",
      "capture.submitted",
      "capture.ended",
    ]);
  });

  test("[40] a clock that was put back by an hour leaves no letter behind", async () => {
    const { database } = at.collector;
    const capture = await at.register();
    at.gateway.refuseNext(1);
    at.advance(3_600_000);
    await at.open(await at.register({ deadline: at.now() + 60_000 }));
    await at.open(capture).catch(() => null);
    const waiting = async () => {
      const rows = await database.acrossTenants(
        (sql) => sql<{ late: boolean }[]>`
          select next_at > ${at.now()} and attempts > 0 as late from collector_outbox where tenant = 'demo'`,
      );
      return rows.map(({ late }) => late);
    };
    await vi.waitFor(async () => expect(await waiting()).toContain(true), 3_000);
    at.advance(-3_600_000);
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), 8_000);
  });

  test("two that claim at once share no letter, and a capture's letters come together, in order", async () => {
    const { database } = at.collector;
    // Nobody else takes them yet.
    const later = at.now() + 600_000;
    const letters = Array.from({ length: 40 }, (_, index) => `cap_${index % 20}`);
    await database.withTenant(
      "demo",
      (sql) => sql`
        insert into collector_outbox (tenant, capture, payload, since, next_at)
        select 'demo', capture, '{}', 0, ${later}::bigint from unnest(${letters}::text[]) as capture`,
    );
    const claims = await Promise.all(
      [1, 2, 3].map(() => removeAndClaim(database, [], null, later)),
    );
    // A letter of the test above may still be there, delivered and not yet removed.
    const groups = claims.flat().filter(([letter]) => letters.includes(letter?.capture ?? ""));
    const captures = groups.map(([letter]) => letter?.capture ?? "");
    expect(captures.toSorted()).toEqual([...new Set(letters)].toSorted());
    for (const group of groups) {
      const ids = group.map((letter) => letter.id);
      expect(ids).toEqual([expect.any(Number), (ids[0] ?? 0) + 20]);
    }
  });
});

test("a message carries whole captures, at most 64 letters and 16 KB", () => {
  const letter = (id: number, capture: string, more: Partial<Letter> = {}): Letter => ({
    ...LETTER,
    id,
    capture,
    ...more,
  });
  const groups = Array.from({ length: 50 }, (_, index) => [
    letter(2 * index, `c${index}`),
    letter(2 * index + 1, `c${index}`),
  ]);
  expect(messagesOf(groups).map((letters) => letters.length)).toEqual([64, 36]);
  const long = groups.map((group) =>
    group.map((each) => ({ ...each, payload: "x".repeat(3_000) })),
  );
  expect(messagesOf(long).every((letters) => messageOf(letters).length < 20_000)).toBe(true);
  expect(messagesOf(long).flat()).toEqual(long.flat());
  const again = [letter(1, "a", { attempts: 2 }), letter(2, "a")];
  expect(messagesOf([[letter(3, "b")], again, [letter(4, "c")]])).toEqual([
    again,
    [letter(3, "b"), letter(4, "c")],
  ]);
  expect(messagesOf([])).toEqual([]);
});

test("[31] a letter is known again, and is none of a database that was put back and counts from there", () => {
  const namesOf = (since: number) =>
    callbackMessage
      .parse(JSON.parse(messageOf([{ ...LETTER, payload: `${PAYLOAD}\n${PAYLOAD}`, since }])))
      .callbacks.map(({ id }) => id);
  expect(namesOf(1_700_000_000_000)).toEqual(namesOf(1_700_000_000_000));
  expect(new Set([...namesOf(1_700_000_000_000), ...namesOf(1_700_000_000_001)]).size).toBe(4);
});

test("pauses double from half a second to ten minutes, with jitter", () => {
  expect([1, 2, 3, 20, 1_000].map((attempts) => pauseAfter(attempts, 0.5))).toEqual([
    500, 1_000, 2_000, 600_000, 600_000,
  ]);
  expect([pauseAfter(1, 0), pauseAfter(1, 1), pauseAfter(1, 0.1234)]).toEqual([250, 750, 312]);
});
