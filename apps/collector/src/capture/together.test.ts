import { createEphemeral, toBase64url } from "@aside/seal";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PARENT, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { createTogether, type Verb, type VerbAnswer, VerbFailed } from "./together.ts";

describe("verbs that come together", () => {
  let at: TestCollector;
  beforeAll(async () => {
    at = await startTestCollector();
  });
  afterAll(() => at.stop());

  test("[CAP2] one that PostgreSQL refuses fails alone, the others of its transaction are stored", async () => {
    // A zero character, which goes into no text of PostgreSQL's.
    const origins = [PARENT, `${PARENT}\u0000`, PARENT, "http://evil.test", PARENT];
    const requests = await Promise.all(
      origins.map(async (parentOrigin) => ({
        ticket: await at.ticket(await at.register(), { parentOrigin }),
        epk: toBase64url(createEphemeral().publicKey),
        parentOrigin,
      })),
    );
    const answers = await Promise.all(requests.map((each) => at.send("/v1/captures/open", each)));
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 403, 200]);
  });

  test("[TEN1] each is done as its own tenant", async () => {
    const own = await Promise.all(
      ["demo", "other", "demo"].map((tenant) => at.register({ tenant })),
    );
    const open = async (capture: string, tenant: string) => {
      const ticket = await at.ticket(capture, { tenant });
      const epk = toBase64url(createEphemeral().publicKey);
      return (await at.send("/v1/captures/open", { ticket, epk, parentOrigin: PARENT })).status;
    };
    const [first = "", second = "", third = ""] = own;
    const answers = [open(first, "other"), open(second, "other"), open(third, "demo")];
    expect(await Promise.all(answers)).toEqual([404, 200, 200]);
  });
});

describe("how they are put together", () => {
  test("what comes in one turn, and while a transaction is under way, is one transaction; of a capture or a ticket one verb", async () => {
    const { commit, batches } = byHand();
    const together = createTogether(commit, { inFlight: 1, gatherMs: 0 });
    const first = ["b", "a", "b"].map((capture) => together(verb(capture)));
    await turn();
    const second = ["d", "c"].map((capture) => together(verb(capture)));
    const again = together({ ...verb("e"), jti: "jti of d" });
    await turn();
    expect(batches.map(({ captures }) => captures)).toEqual([["b", "a"]]);
    batches[0]?.settle({ a: { verdict: "unknown_capture" }, b: stored("b1") });
    expect(await first[1]).toEqual({ verdict: "unknown_capture" });
    expect(await first[0]).toEqual(stored("b1"));
    await turn();
    expect(batches[1]?.captures).toEqual(["b", "d", "c"]);
    batches[1]?.fail(new Error("gone"));
    for (const each of [first[2], ...second]) await expect(each).rejects.toThrow("gone");
    await turn();
    expect(batches[2]?.captures).toEqual(["e"]);
    batches[2]?.settle({});
    expect(await again).toEqual({ verdict: "unavailable" });
  });

  test("[CAP2] where PostgreSQL refuses them, each is done again alone; where it is gone, none is", async () => {
    const { commit, batches } = byHand();
    const together = createTogether(commit, { inFlight: 1, gatherMs: 0 });
    const all = ["a", "b"].map((capture) => together(verb(capture)));
    await turn();
    batches[0]?.fail(new VerbFailed("23503"));
    await turn();
    expect(batches.slice(1).map(({ captures }) => captures)).toEqual([["a"], ["b"]]);
    batches[1]?.fail(new VerbFailed("23503"));
    batches[2]?.settle({ b: stored("b1") });
    await expect(all[0]).rejects.toMatchObject({ code: "23503", message: "failed" });
    expect(await all[1]).toEqual(stored("b1"));
    expect(batches).toHaveLength(3);
  });

  test("one alone waits for nothing; of many at once half go together, a quarter where none is under way, and fewer wait for others, but not for long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { commit, batches } = byHand();
    const together = createTogether(commit, { gatherMs: 10 });
    const ask = (captures: string) => [...captures].map((capture) => together(verb(capture)));
    const sent = () => batches.map(({ captures }) => captures.join(""));
    const settle = async (batch: number) => {
      batches[batch]?.settle({});
      await turn();
      await turn();
    };
    const all = ask("a");
    await turn();
    expect(sent()).toEqual(["a"]);
    all.push(...ask("bcdefghijk"));
    await turn();
    // Eleven are under way at once.
    expect(sent()).toEqual(["a", "bcdefg"]);
    await settle(0);
    expect(sent()).toHaveLength(2);
    await settle(1);
    expect(sent().slice(2)).toEqual(["hijk"]);
    await settle(2);
    all.push(...ask("lm"));
    await turn();
    expect(sent()).toHaveLength(3);
    vi.advanceTimersByTime(10);
    await turn();
    expect(sent().slice(3)).toEqual(["lm"]);
    await settle(3);
    all.push(...ask("n"));
    await turn();
    expect(sent().slice(4)).toEqual(["n"]);
    await settle(4);
    await Promise.all(all);
    vi.useRealTimers();
  });

  test("what opens and what completes are transactions of their own, the oldest first", async () => {
    const { commit, batches } = byHand();
    const together = createTogether(commit, { inFlight: 1, gatherMs: 0 });
    const asked = [completion("a"), verb("b"), completion("c"), verb("d")].map(together);
    await turn();
    batches[0]?.settle({ a: stored("a"), c: stored("c") });
    expect(await Promise.all([asked[0], asked[2]])).toEqual([stored("a"), stored("c")]);
    await turn();
    batches[1]?.settle({});
    await Promise.all(asked);
    expect(batches.map(({ captures }) => captures)).toEqual([
      ["a", "c"],
      ["b", "d"],
    ]);
  });

  test("no more than a number in a transaction, and none waits where too many do", async () => {
    const { commit, batches } = byHand();
    const together = createTogether(commit, { inFlight: 1, gatherMs: 0, most: 2, queue: 3 });
    const taken = ["a", "b", "c"].map((capture) => together(verb(capture)));
    await expect(together(verb("d"))).rejects.toMatchObject({ code: "unavailable" });
    await turn();
    batches[0]?.settle({ a: stored("a"), b: stored("b") });
    await Promise.all(taken.slice(0, 2));
    await turn();
    batches[1]?.settle({});
    expect(await taken[2]).toEqual({ verdict: "unavailable" });
  });
});

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Transactions that are ended by hand. */
function byHand() {
  const batches: {
    captures: string[];
    settle: (answers: Record<string, VerbAnswer>) => void;
    fail: (error: Error) => void;
  }[] = [];
  const commit = (verbs: readonly Verb[]) =>
    new Promise<Map<string, VerbAnswer>>((resolve, fail) => {
      const captures = verbs.map(({ capture }) => capture);
      batches.push({ captures, settle: (all) => resolve(new Map(Object.entries(all))), fail });
    });
  return { commit, batches };
}

function stored(display: string) {
  return { verdict: "stored" as const, display };
}

function completion(capture: string): Verb {
  const { tenant, now, grace, jti, letter, lease } = verb(capture);
  return {
    ...{ verb: "complete", tenant, capture, now, grace, jti, letter, lease },
    submission: "s",
    display: "d",
    record: "r",
    token: "t",
    tokenType: "pointer",
    subject: "s",
    keyClass: "card",
    epoch: null,
    month: "2026-11",
    suite: "xc20p",
    schema: "card@1",
    policy: "p",
    metadata: {},
    madeAt: 1,
    deleteAt: 2,
    dek: null,
    fields: [],
    acts: [],
  };
}

function verb(capture: string): Verb {
  return {
    verb: "open",
    tenant: "demo",
    capture,
    now: 1,
    grace: 0,
    jti: `jti of ${capture}`,
    conversation: "c",
    template: "card",
    issuedAt: 0,
    until: 2,
    epk: "e",
    parentOrigin: null,
    known: false,
    letter: "{}",
    lease: 2,
  };
}
