import { expect, test, vi } from "vitest";
import { createGroupCommit } from "./group-commit.ts";
import type { Entry, Verdict } from "./journal.ts";

function entry(conversation: string, seq: number): Entry {
  return { tenant: "t", conversation, seq, at: 1, event: seq };
}

/** Commits that are settled by hand. */
function byHand() {
  const batches: {
    keys: string[];
    settle: (verdict: Verdict) => void;
    fail: (error: Error) => void;
  }[] = [];
  const commit = (entries: readonly Entry[]) =>
    new Promise<readonly Verdict[]>((resolve, reject) => {
      const keys = entries.map((item) => `${item.conversation}${item.seq}`);
      batches.push({
        keys,
        settle: (verdict) => resolve(entries.map(() => verdict)),
        fail: reject,
      });
    });
  return { batches, commit, keys: () => batches.map((batch) => batch.keys) };
}

const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

test("entries of one tick are one batch; those that come while it commits are the next", async () => {
  const { batches, commit, keys } = byHand();
  const group = createGroupCommit(commit, { pace: 0 });
  const first = ["a", "b"].map((name) => group.append(entry(name, 1)));
  await tick();
  const second = ["c", "d", "e"].map((name) => group.append(entry(name, 1)));
  await tick();
  expect(keys()).toEqual([["a1", "b1"]]);
  batches[0]?.settle("appended");
  expect(await Promise.all(first)).toEqual(["appended", "appended"]);
  await tick();
  expect(keys()).toEqual([
    ["a1", "b1"],
    ["c1", "d1", "e1"],
  ]);
  batches[1]?.settle("stale");
  expect(await Promise.all(second)).toEqual(["stale", "stale", "stale"]);
});

test("a conversation has one entry in flight, over all batches", async () => {
  const { batches, commit, keys } = byHand();
  const group = createGroupCommit(commit, { batch: 1, pace: 0 });
  const all = [1, 2, 3].map((seq) => group.append(entry("a", seq)));
  await tick();
  all.push(group.append(entry("b", 1)));
  await tick();
  expect(keys()).toEqual([["a1"]]);
  for (let index = 0; index < 4; index += 1) {
    batches[index]?.settle("appended");
    await tick();
    await tick();
  }
  await Promise.all(all);
  expect(keys()).toEqual([["a1"], ["b1"], ["a2"], ["a3"]]);
});

test("no batch begins beside one that commits, not even a full one", async () => {
  const { batches, commit, keys } = byHand();
  const group = createGroupCommit(commit, { batch: 2, pace: 0 });
  const all = ["a", "b", "c", "d"].map((name) => group.append(entry(name, 1)));
  await tick();
  expect(keys()).toEqual([["a1", "b1"]]);
  batches[0]?.settle("appended");
  await tick();
  batches[1]?.settle("appended");
  await Promise.all(all);
  expect(keys()).toEqual([
    ["a1", "b1"],
    ["c1", "d1"],
  ]);
});

test("a batch has its limit, and so has the queue", async () => {
  const { batches, commit, keys } = byHand();
  const group = createGroupCommit(commit, { batch: 2, queue: 2, pace: 0 });
  const taken = ["a", "b", "c", "d"].map((name) => group.append(entry(name, 1)));
  await expect(group.append(entry("e", 1))).rejects.toMatchObject({
    code: "overloaded",
    who: "operator",
  });
  await tick();
  batches[0]?.settle("appended");
  await tick();
  await tick();
  batches[1]?.settle("appended");
  await Promise.all(taken);
  expect(keys()).toEqual([
    ["a1", "b1"],
    ["c1", "d1"],
  ]);
});

test("what waited is on its way before the batch before it is delivered", async () => {
  const { batches, commit, keys } = byHand();
  const group = createGroupCommit(commit, { pace: 0 });
  const first = group.append(entry("a", 1)).then(keys);
  await tick();
  const second = group.append(entry("b", 1));
  batches[0]?.settle("appended");
  expect(await first).toEqual([["a1"], ["b1"]]);
  batches[1]?.settle("appended");
  expect(await second).toBe("appended");
});

test("a full batch begins in the tick that fills it", () => {
  const { commit, keys } = byHand();
  const group = createGroupCommit(commit, { batch: 2, pace: 3 });
  for (const name of ["a", "b", "c"]) void group.append(entry(name, 1));
  expect(keys()).toEqual([["a1", "b1"]]);
});

test("a batch that fails fails its entries only, and the next one runs", async () => {
  const { batches, commit } = byHand();
  const group = createGroupCommit(commit, { pace: 0 });
  const failing = group.append(entry("a", 1));
  await tick();
  const next = group.append(entry("a", 1));
  batches[0]?.fail(new Error("gone"));
  await expect(failing).rejects.toThrow("gone");
  await tick();
  batches[1]?.settle("appended");
  expect(await next).toBe("appended");
});

test("closing waits for what was taken on and takes no more", async () => {
  const { batches, commit } = byHand();
  const group = createGroupCommit(commit, { pace: 0 });
  const last = group.append(entry("a", 1));
  let closed = false;
  const closing = group.close().then(() => (closed = true));
  await expect(group.append(entry("b", 1))).rejects.toMatchObject({ code: "closed" });
  await tick();
  expect(closed).toBe(false);
  batches[0]?.settle("appended");
  expect(await last).toBe("appended");
  await closing;
  await createGroupCommit(commit).close();
});

test("a batch begins no sooner than its pace after the one before, unless it is full or the first", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const { batches, commit, keys } = byHand();
    const group = createGroupCommit(commit, { batch: 2, pace: 3 });
    const all = [group.append(entry("a", 1))];
    await tick();
    batches[0]?.settle("appended");
    await Promise.all(all);
    all.push(group.append(entry("b", 1)));
    await tick();
    expect(keys()).toEqual([["a1"]]);
    await vi.advanceTimersByTimeAsync(2);
    all.push(group.append(entry("c", 1)));
    await vi.advanceTimersByTimeAsync(1);
    expect(keys()).toEqual([["a1"], ["b1", "c1"]]);
    batches[1]?.settle("appended");
    expect(await Promise.all(all)).toEqual(["appended", "appended", "appended"]);
  } finally {
    vi.useRealTimers();
  }
});

test("batches that take long begin up to twice as far apart", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const { batches, commit } = byHand();
    const group = createGroupCommit(commit, { pace: 3 });
    /** How long after a batch that took `ms` the next one begins. */
    const gapAfter = async (ms: number) => {
      const index = batches.length;
      const appended = group.append(entry(`a${index}`, 1));
      await tick();
      const next = group.append(entry(`b${index}`, 1));
      await vi.advanceTimersByTimeAsync(ms);
      batches[index]?.settle("appended");
      await appended;
      let gap = ms;
      for (; batches.length === index + 1; gap += 1) {
        await tick();
        await vi.advanceTimersByTimeAsync(1);
        await tick();
      }
      batches[index + 1]?.settle("appended");
      await next;
      await vi.advanceTimersByTimeAsync(10);
      return gap;
    };
    expect([await gapAfter(1), await gapAfter(2), await gapAfter(5)]).toEqual([3, 4, 6]);
  } finally {
    vi.useRealTimers();
  }
});

test("a batch that fills up while it waits for its pace begins at once", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  try {
    const { batches, commit, keys } = byHand();
    const group = createGroupCommit(commit, { batch: 2, pace: 3 });
    const first = group.append(entry("a", 1));
    await tick();
    batches[0]?.settle("appended");
    await first;
    for (const name of ["b", "c"]) void group.append(entry(name, 1));
    await tick();
    expect(keys()).toEqual([["a1"], ["b1", "c1"]]);
  } finally {
    vi.useRealTimers();
  }
});
