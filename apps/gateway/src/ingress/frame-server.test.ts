import { once } from "node:events";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FrameServer } from "./frame-server.ts";

let server: FrameServer;
let client: WebSocket;
let ours: WebSocket;
const heard: string[] = [];

beforeAll(async () => {
  server = new FrameServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const connected = once(server, "connection");
  client = new WebSocket(`ws://127.0.0.1:${address.port}`);
  client.on("message", (data, binary) => heard.push(binary ? "binary" : String(data)));
  [ours] = await connected;
});

afterAll(() => {
  client.terminate();
  server.close();
});

test("what is sent arrives whole and in order, whatever its length and letters", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.string({ maxLength: 140 }),
          fc.string({ unit: "binary", maxLength: 140 }),
          fc.constantFrom(
            "",
            "x".repeat(125),
            "x".repeat(126),
            "é".repeat(125),
            "x".repeat(70_000),
          ),
        ),
        { minLength: 1, maxLength: 20 },
      ),
      async (texts) => {
        heard.length = 0;
        await Promise.all(
          texts.map(
            (text) =>
              new Promise<void>((resolve, reject) => {
                ours.send(text, (error) => (error ? reject(error) : resolve()));
              }),
          ),
        );
        await expect.poll(() => heard.length, { interval: 1 }).toBe(texts.length);
        expect(heard).toEqual(texts);
      },
    ),
    { numRuns: 50 },
  );
});

test("other kinds and options go ws's own way", async () => {
  heard.length = 0;
  ours.send(Buffer.from("bytes"));
  ours.send("a text", { binary: false });
  ours.send("as bytes", { binary: true });
  await expect.poll(() => heard).toEqual(["binary", "a text", "binary"]);
});

test("a socket that is closing takes no more", async () => {
  const closed = once(client, "close");
  ours.close();
  const error = await new Promise((resolve) => ours.send("late", resolve));
  expect(error).toBeInstanceOf(Error);
  await closed;
});
