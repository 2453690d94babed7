import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { answerOf, connect } from "./gateway.ts";

type Answer = (response: ServerResponse) => void;

/** A server that gives these answers, and from then on the last one. */
let answers: Answer[] = [];
let asked = 0;
let server: Server;
let said: string[] = [];

beforeEach(async () => {
  asked = 0;
  said = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => said.push(String(line)) > 0);
  server = createServer((_request, response) => {
    asked += 1;
    (answers.length > 1 ? answers.shift() : answers[0])?.(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  vi.restoreAllMocks();
  server.close();
});

const refusal =
  (status: number, after?: string): Answer =>
  (response) =>
    void response.writeHead(status, after === undefined ? {} : { "retry-after": after }).end("{}");
const text =
  (body: string): Answer =>
  (response) =>
    void response.end(body);

async function ask(): Promise<unknown> {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const gateway = await connect(`http://127.0.0.1:${port}`, "ask_demo_key");
  return await answerOf(await gateway.ask("/v1/any"), z.strictObject({ right: z.boolean() }));
}

test("asks again when the gateway says so, as often as it says so", async () => {
  answers = [refusal(429, "1"), refusal(503, "0"), text('{"right":true}')];
  const begun = Date.now();
  expect(await ask()).toEqual({ right: true });
  expect(Date.now() - begun).toBeGreaterThan(1_900);
  expect([asked, said]).toEqual([
    3,
    Array.from({ length: 2 }, () => "the gateway is busy; asking again in 1 s\n"),
  ]);
});

test.each([
  [429, undefined],
  [503, undefined],
  [429, "9999"],
  [503, "Sat, 28 Nov 2026 12:00:00 GMT"],
  [400, "1"],
  [401, "1"],
])("takes %i with %s to wait for the last word", async (status, after) => {
  answers = [refusal(status, after)];
  await expect(ask()).rejects.toMatchObject({ code: "refused" });
  expect(asked).toBe(1);
});

test.each([
  ["another server's page", text("<!doctype html>"), "refused", "is no gateway"],
  ["an answer of another version", text('{"right":1}'), "refused", "is no gateway"],
  [
    "an answer that breaks off",
    (response: ServerResponse) => void response.write('{"right"', () => response.destroy()),
    "unreachable",
    "broke off",
  ],
])("says what is wrong with %s", async (_what, answer, code, words) => {
  answers = [answer];
  await expect(ask()).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
});
