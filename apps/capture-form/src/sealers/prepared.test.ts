import { expect, test } from "vitest";
import { prepared } from "./prepared.ts";

test("the first is begun before it is asked for, and none is given out twice", async () => {
  let made = 0;
  const next = prepared(() => Promise.resolve((made += 1)));
  expect(made).toBe(1);
  expect([await next(), await next(), await next()]).toEqual([1, 2, 3]);
});

test("one that fails fails for who asks, and the next is another try", async () => {
  const tries = [
    () => Promise.reject(new Error("no WebAssembly")),
    () => Promise.resolve("sealer"),
  ];
  const next = prepared<string>(() => (tries.shift() ?? (() => Promise.resolve("more")))());
  await expect(next()).rejects.toThrow("no WebAssembly");
  expect(await next()).toBe("sealer");
});
