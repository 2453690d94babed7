import { afterAll, beforeAll, expect, test } from "vitest";
import { destinationAt, openValues, payment, startProvider } from "../../test/provider.ts";
import { forward } from "../forward.ts";
import { type Connection, openConnection } from "./connection.ts";

let provider: Awaited<ReturnType<typeof startProvider>>;
let connection: Connection;

beforeAll(async () => {
  provider = await startProvider((_, response) => void response.destroy());
  connection = openConnection(destinationAt(provider.origin));
});
afterAll(async () => {
  await connection.close();
  await provider.close();
});

test.each([
  ["without an idempotency key is sent once", {}, 1],
  ["with one is sent once more, under the same", { "idempotency-key": "order-1042" }, 2],
])("[29] a payment whose connection breaks %s", async (_, more, times) => {
  provider.heard.length = 0;
  const { headers, ...rest } = payment();
  const { open, opened } = openValues();
  const call = { ...rest, headers: { ...headers, ...more } };
  const destination = destinationAt(provider.origin);
  await expect(forward(call, { destination, connection, open })).rejects.toMatchObject({
    code: "provider_unreachable",
    sent: true,
  });
  const keys = provider.heard.map((each) => each.headers["idempotency-key"]);
  expect(keys).toEqual(Array.from({ length: times }, () => call.headers["idempotency-key"]));
  expect(opened.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});
