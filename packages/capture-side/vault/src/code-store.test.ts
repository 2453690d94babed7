import { beforeAll, describe, expect, test } from "vitest";
import { createCodeStore } from "./code-store.ts";
import { chooseSodium } from "./sodium/choose-sodium.ts";

beforeAll(() => chooseSodium());

const MINUTE = 60_000;
const code = () => Uint8Array.of(49, 50, 51);

describe("createCodeStore", () => {
  test("[28] gives a code to its tenant until it is burnt, and not after 15 minutes", () => {
    let now = 0;
    const store = createCodeStore({ now: () => now, steady: () => 0, suite: "xc20p" });
    store.put(named("tok_1"), code());
    store.put(named("tok_2"), code());
    expect(store.open(named("tok_1", "other"))).toBeNull();
    expect(store.open({ ...named("tok_1"), field: "card.pan" })).toBeNull();
    expect(store.open(named("tok_1"))?.expose()).toEqual(code());
    expect(store.open(named("tok_1"))?.expose()).toEqual(code());
    expect(store.burn({ tenant: "demo", token: "tok_1" })).toBe(true);
    expect(store.burn({ tenant: "demo", token: "tok_1" })).toBe(false);
    expect(store.open(named("tok_1"))).toBeNull();
    now = 15 * MINUTE - 1;
    expect(store.has(named("tok_2"))).toBe(true);
    now += 1;
    expect(store.has(named("tok_2"))).toBe(false);
    expect(store.open(named("tok_2"))).toBeNull();
  });

  test("[28] a code still opens while its key is swept around it, and nothing opens after a wipe", () => {
    let now = 4 * MINUTE;
    const store = createCodeStore({ now: () => now, steady: () => 0, suite: "xc20p" });
    store.put(named("tok_1"), code());
    now = 18 * MINUTE;
    store.sweep();
    expect(store.open(named("tok_1"))?.expose()).toEqual(code());
    store.put(named("tok_2"), code());
    store.wipe();
    expect(store.open(named("tok_2"))).toBeNull();
  });

  test("[28] a clock that is put back gives no code more time, nor does one that jumps there and back", () => {
    let [clock, steady] = [0, 0];
    const store = createCodeStore({ now: () => clock, steady: () => steady, suite: "xc20p" });
    const pass = (ms: number, jump = 0) => {
      steady += ms;
      clock += ms + jump;
    };
    store.put(named("tok_1"), code());
    pass(MINUTE, -60 * MINUTE);
    store.put(named("tok_2"), code());
    pass(13 * MINUTE);
    expect([store.has(named("tok_1")), store.has(named("tok_2"))]).toEqual([true, true]);
    pass(MINUTE);
    expect([store.has(named("tok_1")), store.has(named("tok_2"))]).toEqual([false, true]);
    pass(0, 60 * MINUTE);
    expect(store.has(named("tok_2"))).toBe(false);
    pass(0, -60 * MINUTE);
    store.put(named("tok_3"), code());
    pass(15 * MINUTE);
    expect([store.has(named("tok_2")), store.has(named("tok_3"))]).toEqual([false, false]);
  });

  test("holds no more than its limit; the oldest goes", () => {
    const store = createCodeStore({ now: () => 0, suite: "xc20p", limit: 2 });
    for (const token of ["a", "b", "c"]) store.put(named(token), code());
    expect(["a", "b", "c"].map((token) => store.has(named(token)))).toEqual([false, true, true]);
  });
});

function named(token: string, tenant = "demo") {
  return { tenant, token, field: "card.cvv" };
}
