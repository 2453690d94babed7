import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openPlace, type Place } from "../test/place.ts";
import { createKeks } from "./keks.ts";
import { openRootFile } from "./root/file-root.ts";
import type { Root } from "./root/root.ts";
import { openRootRing } from "./root/root-ring.ts";

let place: Place;
let given: Uint8Array[] = [];
beforeAll(async () => {
  place = await openPlace();
});
beforeEach(() => {
  given = [];
});
afterAll(() => place.close());

/** @param together so many unwrap before any of them has its key */
async function open(together: number) {
  let all: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => (all = resolve));
  const file = await openRootFile(`${place.folder}/root.key`);
  const root: Root = {
    ...file,
    async unwrap(wrapped, context) {
      const key = await file.unwrap(wrapped, context);
      if (context.purpose !== "kek") return key;
      if (given.push(key) === together) all();
      await whole;
      return key;
    },
  };
  const now = () => place.now;
  const { database, audit } = place;
  const roots = await openRootRing({ database, root, next: null, now });
  return createKeks({ database, audit, roots, now });
}

test("[23] a tenant's key is in memory once, however many ask for it at once, and nowhere after it is wiped", async () => {
  const line = { tenant: "keys", keyClass: "card", suite: "xc20p" } as const;
  await (await open(1)).forWriting(line);
  given = [];
  const keks = await open(3);
  const keys = await Promise.all([1, 2, 3].map(() => keks.forWriting(line)));
  expect(given).toHaveLength(3);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  expect(given.filter((key) => key.some((byte) => byte !== 0))).toHaveLength(1);
  keks.wipe();
  await turn();
  expect(given.filter((key) => key.some((byte) => byte !== 0))).toHaveLength(0);
});

test("[23] a key that is on its way while all are wiped can be used once, and is kept nowhere", async () => {
  const line = { tenant: "keys", keyClass: "iban", suite: "xc20p" } as const;
  await (await open(1)).forWriting(line);
  given = [];
  const keks = await open(2);
  const first = keks.forWriting(line);
  await vi.waitFor(() => expect(given).toHaveLength(1));
  keks.wipe();
  const second = keks.forWriting(line);
  const once = (await first).key;
  expect(once.some((byte) => byte !== 0)).toBe(true);
  const { key } = await second;
  await turn();
  expect(once.some((byte) => byte !== 0)).toBe(false);
  expect(given.filter((one) => one.some((byte) => byte !== 0))).toEqual([key]);
});
