import type { Worker } from "node:worker_threads";
import { DEFAULTS } from "@aside/anonymizer";
import type { JournaledEvent } from "@aside/session";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { createMarker, type Marker, type MarkWork } from "./marker.ts";
import { openMarkingThread } from "./open-marking-thread.ts";

const shared = createMarker();
afterAll(() => shared.stop());
let marker: Marker | undefined;
afterEach(async () => {
  await marker?.stop();
  marker = undefined;
});

const agent = { id: "agt_anna", name: "Anna", role: "agent" as const };

function work(lines: readonly string[]): MarkWork {
  const events: JournaledEvent[] = [
    { type: "started" as const, customer: null, page: null },
    { type: "agent.took" as const, agent },
    ...lines.map((text, index) => ({
      type: "customer.message" as const,
      message: { id: `msg_${String(index).padStart(26, "0")}`, text, cuts: [] },
    })),
  ].map((event, index) => ({ ...event, seq: index + 1, at: 1_000 * index }));
  const detection = { off: [], tenantPatterns: [], locale: "en" as const };
  return { conversation: `cnv_${"0".repeat(26)}`, events, detection, defaults: DEFAULTS };
}

const short = work(["my name is Johanna Whitfield", "thanks"]);

test("[EXP1] marks in a thread of its own: this one goes on meanwhile", async () => {
  await shared.mark(short);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const { facts } = await shared.mark(
    work(
      Array.from({ length: 1_500 }, (_, at) => `my name is Ann Lee and it is about order ${at}`),
    ),
  );
  clearInterval(counting);
  expect(facts.replaced).toMatchObject({ PERSON: 1_500 });
  // Marked here, no timer would have run in between.
  expect(turns).toBeGreaterThan(10);
});

test("one after the other, each its own", async () => {
  const all = await Promise.all(
    ["Ann Lee", "Otto Berg"].map((name) => shared.mark(work([`my name is ${name}, ok`]))),
  );
  expect(all.map(({ texts }) => texts[0])).toEqual([
    "my name is Ann Lee, ok",
    "my name is Otto Berg, ok",
  ]);
});

test("who is gone is not waited for, the others are", async () => {
  const gone = new AbortController();
  const first = shared.mark(short);
  const second = shared.mark(short, gone.signal);
  const third = shared.mark(short);
  gone.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect((await first).facts.replaced).toEqual({ PERSON: 1 });
  expect((await third).facts.replaced).toEqual({ PERSON: 1 });
  await expect(shared.mark(short, gone.signal)).rejects.toThrow("gone");
});

test("a thread that rested begins anew", async () => {
  const threads: Worker[] = [];
  const openThread = () => {
    const thread = openMarkingThread({});
    threads.push(thread);
    return thread;
  };
  marker = createMarker({ idle: 0, openThread });
  await marker.mark(short);
  await vi.waitFor(() => expect(threads[0]?.threadId).toBe(-1), { timeout: 20_000 });
  expect((await marker.mark(short)).facts.replaced).toEqual({ PERSON: 1 });
  expect(threads).toHaveLength(2);
});

test("[EXP1] a thread that breaks marks nothing, and nothing waits for it for ever", async () => {
  marker = createMarker({ openThread: () => openMarkingThread({ maxOldGenerationSizeMb: 4 }) });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
});

test("what is stopped takes nothing more", async () => {
  marker = createMarker();
  const begun = marker.mark(short);
  begun.catch(() => undefined);
  await marker.stop();
  await expect(begun).rejects.toMatchObject({ code: "marking_failed" });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
});
