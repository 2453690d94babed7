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

test("nobody's password fits, and it takes as much work to say so", async () => {
  const took = async (stored: string | null) => {
    const before = process.cpuUsage();
    expect(await verifyPassword("wrong", stored)).toBe(false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const somebodys = await took(await hashPassword(password));
  const nobodys = await took(null);
  expect(nobodys).toBeGreaterThan(somebodys / 3);
  expect(nobodys).toBeLessThan(somebodys * 3);
});
