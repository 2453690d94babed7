import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import { Client } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askOnce } from "./ask-once.ts";

const MOST = { bytes: 100, ms: 60_000 };
const heard: string[] = [];
const held: ServerResponse[] = [];
const server = createServer((request, response) => {
  heard.push(request.url ?? "");
  if (request.url === "/held") held.push(response);
  else response.end("ok");
});
let client: Client;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  client = new Client(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
});
afterAll(async () => {
  await client.destroy();
  server.close();
});

test("[29] what waits for a connection until its time is over is not sent, and says so", async () => {
  const first = askOnce(client, { method: "POST", path: "/held" }, MOST);
  await expect.poll(() => held.length).toBe(1);
  const waits = askOnce(client, { method: "POST", path: "/waits" }, { ...MOST, ms: 20 });
  await expect(waits).rejects.toMatchObject({ code: "provider_silent", sent: false });
  held[0]?.end("late");
  expect(await first).toMatchObject({ status: 200, body: Buffer.from("late") });
  expect(await askOnce(client, { method: "GET", path: "/next" }, MOST)).toMatchObject({
    status: 200,
    body: Buffer.from("ok"),
  });
  expect(heard).toEqual(["/held", "/next"]);
});

test("[29] what was sent until its time is over may have been done", async () => {
  const silent = askOnce(client, { method: "POST", path: "/held" }, { ...MOST, ms: 100 });
  await expect(silent).rejects.toMatchObject({ code: "provider_silent", sent: true });
});
