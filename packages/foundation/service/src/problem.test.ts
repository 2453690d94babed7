import { once } from "node:events";
import { createServer, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import express, { type ErrorRequestHandler } from "express";
import { expect, test } from "vitest";
import { listen, problemHandler } from "./index.ts";

test.each([
  ["stops taking what is sent to it", "/sent", []],
  ["does not wait for what is counted for it", "/counted", []],
  ["meets a fault besides", "/fault", ["request failed"]],
])("of a client that goes away and %s, what is a fault of ours is told", async (_, path, told) => {
  const logged: string[] = [];
  const handled: unknown[] = [];
  const app = express();
  app.get("/sent", async (_request, response) => {
    await pipeline(Readable.from(endless()), response);
  });
  app.get("/counted", async (_request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    response.flushHeaders();
    await once(gone.signal, "abort");
    gone.signal.throwIfAborted();
  });
  app.get("/fault", async (_request, response) => {
    response.flushHeaders();
    await once(response, "close");
    throw new Error("a fault");
  });
  const handle = problemHandler({ log: (event) => void logged.push(event) });
  app.use(((error, asked, response, next) => {
    void handle(error, asked, response, next);
    handled.push(error);
  }) satisfies ErrorRequestHandler);
  const server = await listen(createServer(app), {
    port: 0,
    host: "127.0.0.1",
    setting: "ASIDE_TEST_PORT",
  });
  const client = request({ port: server.port, host: "127.0.0.1", path }).end();
  const [response] = await once(client, "response");
  response.on("error", () => undefined);
  client.destroy();
  await expect.poll(() => handled).toHaveLength(1);
  expect(logged).toEqual(told);
  await server.close(0);
});

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536);
}
