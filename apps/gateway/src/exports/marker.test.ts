import type { Worker } from "node:worker_threads";
import { DEFAULTS } from "@aside/anonymizer";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { bundleGateway } from "../../test/bundle-gateway.ts";
import { createMarker, type Marker, type MarkWork } from "./marker.ts";

// One thread from the sources; the others from the bundle, which begins in less than half the time.
const shared = createMarker();
let openBundled: Awaited<ReturnType<typeof bundleGateway>>["openMarkingThread"];
beforeAll(async () => {
  openBundled = (await bundleGateway()).openMarkingThread;
});
afterAll(() => shared.stop());

let marker: Marker | undefined;
afterEach(async () => {
  await marker?.stop();
  marker = undefined;
});

const agent = { id: "agt_anna", name: "Anna", role: "agent" as const };
const rules = {
  detection: { off: [], tenantPatterns: [], locale: "en" as const },
  defaults: DEFAULTS,
};

function work(...conversations: (readonly string[])[]): MarkWork {
  return {
    ...rules,
    conversations: conversations.map((lines, at) => ({
      id: `cnv_${String(at).padStart(26, "0")}`,
      events: [
        { type: "started" as const, customer: null, page: null },
        { type: "agent.took" as const, agent },
        ...lines.map((text, index) => ({
          type: "customer.message" as const,
          message: { id: `msg_${String(index).padStart(26, "0")}`, text, cuts: [] },
        })),
      ].map((event, index) => ({ event, seq: index + 1, at: 1_000 * index })),
    })),
  };
}

const short = work(["my name is Johanna Whitfield", "thanks"]);

test("[EXP1] marks in a thread of its own: this one goes on meanwhile", async () => {
  await shared.mark(short);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const [marked] = await shared.mark(
    work(
      Array.from({ length: 1_500 }, (_, at) => `my name is Ann Lee and it is about order ${at}`),
    ),
  );
  clearInterval(counting);
  expect(marked?.facts.replaced).toMatchObject({ PERSON: 1_500 });
  // Marked here, no timer would have run in between.
  expect(turns).toBeGreaterThan(10);
});

test("several at a time and one after the other, each its own", async () => {
  const all = await Promise.all([
    shared.mark(work(["my name is Ann Lee, ok"], ["hello"])),
    shared.mark(work(["my name is Otto Berg, ok"])),
  ]);
  expect(all.map((list) => list.map(({ texts }) => texts[0]))).toEqual([
    ["my name is Ann Lee, ok", "hello"],
    ["my name is Otto Berg, ok"],
  ]);
});

test("several threads, where there is work for them", async () => {
  let opened = 0;
  const openThread = () => {
    opened += 1;
    return openBundled({});
  };
  marker = createMarker({ most: 2, openThread });
  const all = await Promise.all([1, 2, 3].map((at) => marker?.mark(work([`I am Ann Lee ${at}`]))));
  expect(all.map((list) => list?.[0]?.texts)).toEqual([
    ["I am Ann Lee 1"],
    ["I am Ann Lee 2"],
    ["I am Ann Lee 3"],
  ]);
  expect(opened).toBe(2);
});

test("what is sensitive in turns, and why", async () => {
  const turns = [
    { at: 1, speaker: "agent" as const, text: "What is your PIN?", spans: [] },
    { at: 2, speaker: "customer" as const, text: "4821", spans: [] },
  ];
  const [spans, reasons] = await Promise.all([
    shared.find({ ...rules, turns }),
    shared.explain({ ...rules, turns }),
  ]);
  expect(spans).toEqual([[], [{ start: 0, end: 4, type: "PIN", source: "found" }]]);
  expect(reasons[1]?.[0]).toMatchObject({ rule: "number-asked", start: 0, end: 4 });
});

test("an event of a newer version is not guessed at", async () => {
  const [conversation] = short.conversations;
  const newer = { seq: 9, at: 9, event: { type: "of next year" } };
  const conversations = [
    { id: conversation?.id ?? "", events: [...(conversation?.events ?? []), newer] },
  ];
  await expect(shared.mark({ ...rules, conversations })).rejects.toMatchObject({
    code: "event_unknown",
  });
});

test("who is gone is not waited for, the others are", async () => {
  const gone = new AbortController();
  marker = createMarker({ most: 1, openThread: openBundled });
  const first = marker.mark(short);
  const second = marker.mark(short, gone.signal);
  const third = marker.mark(short);
  gone.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect((await first)[0]?.facts.replaced).toEqual({ PERSON: 1 });
  expect((await third)[0]?.facts.replaced).toEqual({ PERSON: 1 });
  await expect(marker.mark(short, gone.signal)).rejects.toThrow("gone");
});

test("a thread that rested begins anew", async () => {
  const threads: Worker[] = [];
  const openThread = () => {
    const thread = openBundled({});
    threads.push(thread);
    return thread;
  };
  marker = createMarker({ most: 1, idle: 0, openThread });
  await marker.mark(short);
  await vi.waitFor(() => expect(threads[0]?.threadId).toBe(-1), { timeout: 20_000 });
  expect((await marker.mark(short))[0]?.facts.replaced).toEqual({ PERSON: 1 });
  expect(threads).toHaveLength(2);
});

test("[EXP1] a thread that breaks marks nothing, and nothing waits for it for ever", async () => {
  marker = createMarker({ openThread: () => openBundled({ maxOldGenerationSizeMb: 4 }) });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
});

test("what is stopped takes nothing more", async () => {
  marker = createMarker({ openThread: openBundled });
  const begun = marker.mark(short);
  begun.catch(() => undefined);
  await marker.stop();
  await expect(begun).rejects.toMatchObject({ code: "marking_failed" });
  await expect(marker.mark(short)).rejects.toMatchObject({ code: "marking_failed" });
});
