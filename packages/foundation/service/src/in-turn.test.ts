import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
/** More than a connection takes before it is read. */
const ANSWER = "x".repeat(8_000_000);
let asked = 0;
const server = createServer(
  inTurn((_request, response) => {
    asked += 1;
    setImmediate(() => response.end(ANSWER));
  }),
);
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => void server.close());

test("[38] who asks for more before the answer is hung up on, and what lay ahead is not worked on", async () => {
  const socket = connected();
  socket.write(REQUEST.repeat(500));
  await once(socket.resume(), "close");
  expect(asked).toBe(1);
});

test("who waits for each answer is given all of them on one connection", async () => {
  const socket = connected();
  let length = 0;
  socket.on("data", (part: Buffer) => (length += part.length));
  for (let count = 1; count <= 5; count++) {
    socket.write(REQUEST);
    await expect.poll(() => length, { interval: 1 }).toBeGreaterThan(count * ANSWER.length);
  }
  expect(socket.closed).toBe(false);
  socket.destroy();
});

function connected(): Socket {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return connect(port, "127.0.0.1").on("error", () => undefined);
}
