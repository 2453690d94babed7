import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords.ts";

const password = "a long enough one";

test("a hash costs 32 MiB three times over and has a salt of its own, and only its password fits", async () => {
  const [hash, again] = [await hashPassword(password), await hashPassword(password)];
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(again).not.toBe(hash);
  expect(await verifyPassword(password, hash)).toBe(true);
  expect(await verifyPassword(`${password}.`, hash)).toBe(false);
});

test("a hash of another cost is checked at that cost", async () => {
  const hash = await hashPassword(password, { N: 1_024, r: 8, p: 1 });
  expect(hash).toMatch(/^scrypt\$1024\$8\$1\$/);
  expect(await verifyPassword(password, hash)).toBe(true);
  expect(await verifyPassword(password, hash.replace("$1024$", "$2048$"))).toBe(false);
});
