import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendOnce } from "./send-once.ts";

const asked: ServerResponse[] = [];
const server = createServer((_request, response) => void asked.push(response));
let port = 0;
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => void server.close());

describe("[23] bytes that are sent once", () => {
  test("are wiped once they were sent", async () => {
    const answer = fetch(`http://127.0.0.1:${port}/`);
    const bytes = new TextEncoder().encode("4111111111111111");
    sendOnce(await next(), bytes, () => bytes.fill(0));
    expect(await (await answer).text()).toBe("4111111111111111");
    await expect.poll(() => bytes.every((byte) => byte === 0)).toBe(true);
  });

  test("are wiped also where whoever asked was gone before", async () => {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const response = await next();
    const gone = once(response, "close");
    socket.destroy();
    await gone;
    const bytes = new TextEncoder().encode("4111111111111111");
    sendOnce(response, bytes, () => bytes.fill(0));
    await expect.poll(() => bytes.every((byte) => byte === 0)).toBe(true);
  });
});

async function next(): Promise<ServerResponse> {
  await expect.poll(() => asked.length).toBe(1);
  const [response] = asked.splice(0);
  if (response === undefined) throw new Error("nobody asked");
  return response;
}
