import { expect, test } from "vitest";
import { connect, type Pool } from "./connect.ts";
import { renewing } from "./renewing-pool.ts";

/** Pools that connect to nothing, as they were opened. */
function opening() {
  const opened: Pool[] = [];
  const pool = renewing(() => {
    const target = { kind: "socket", folder: "/nowhere", user: "u", database: "d" } as const;
    const one = connect(target, { name: "test", max: 1 });
    opened.push(one);
    return one;
  });
  const fail = (code: string) =>
    expect(
      pool.use(() => Promise.reject(Object.assign(new Error(code), { code }))),
    ).rejects.toThrow(code);
  return { opened, pool, fail };
}

test("after a connection that could not be made in time the pool is another one, once for all that failed together", async () => {
  const { opened, pool, fail } = opening();
  await Promise.all([fail("CONNECT_TIMEOUT"), fail("CONNECT_TIMEOUT")]);
  expect(opened).toHaveLength(2);
  expect(await pool.use((used) => Promise.resolve(used))).toBe(opened[1]);
  await fail("CONNECT_TIMEOUT");
  expect(opened).toHaveLength(3);
  await pool.end(1);
});

test.each(["CONNECTION_CLOSED", "57P01", "ECONNREFUSED", "23505"])(
  "after %s it stays: it connects again by itself",
  async (code) => {
    const { opened, pool, fail } = opening();
    await fail(code);
    expect(await pool.use((used) => Promise.resolve(used))).toBe(opened[0]);
    await pool.end(1);
  },
);
