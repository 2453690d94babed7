import { expect, test, vi } from "vitest";
import { createCodeStore } from "./code-store.ts";
import { randomBytes } from "./random.ts";
import { chooseSodium } from "./sodium/choose-sodium.ts";

vi.mock("./random.ts", async (original) => {
  const actual = await original<typeof import("./random.ts")>();
  return { ...actual, randomBytes: vi.fn<typeof actual.randomBytes>(actual.randomBytes) };
});

const MINUTE = 60_000;

test("[28] the key of codes is zeroed once the last of them is over, and at the end", async () => {
  await chooseSodium();
  let now = 0;
  const store = createCodeStore({ now: () => now, steady: () => 0, suite: "a256gcm" });
  const put = (token: string) =>
    store.put({ tenant: "demo", token, field: "card.cvv" }, Uint8Array.of(49, 50, 51));
  put("tok_1");
  now = 6 * MINUTE;
  put("tok_2");
  const keys = vi
    .mocked(randomBytes)
    .mock.results.flatMap(({ value }) => (value.length === 32 ? [value] : []));
  const zeroed = () => keys.map((key) => key.every((byte: number) => byte === 0));
  expect(zeroed()).toEqual([false, false]);
  now = 20 * MINUTE;
  store.sweep();
  expect(zeroed()).toEqual([true, false]);
  store.wipe();
  expect(zeroed()).toEqual([true, true]);
});
