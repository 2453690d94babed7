import { expect, test } from "vitest";
import { prepared } from "./prepared.ts";

test("the one that was begun is the first, and none is given out twice", async () => {
  let made = 1;
  const next = prepared(Promise.resolve(1), () => Promise.resolve((made += 1)));
  expect([await next(), await next(), await next()]).toEqual([1, 2, 3]);
});

test("one that fails fails for who asks, and the next is another try", async () => {
  const failing = Promise.reject<string>(new Error("no WebAssembly"));
  const next = prepared(failing, () => Promise.resolve("sealer"));
  await expect(next()).rejects.toThrow("no WebAssembly");
  expect(await next()).toBe("sealer");
});
