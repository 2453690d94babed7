import { expect, test } from "vitest";
import { OPEN, collectorRequest } from "./collector-request.ts";
import { openRequestOf } from "./open-request.ts";
import { sendAhead } from "./send-ahead.ts";

const KEY = { suite: "xc20p", epk: "e".repeat(43) } as const;
const REQUEST = openRequestOf("t1", null, KEY);

test("[9] a ticket is spent once: who asks for the same is given the answer, once", async () => {
  const { sent, fetch } = server();
  const send = sendAhead(Promise.resolve(REQUEST), fetch);
  expect(await ask(send, REQUEST)).toBe("answer 1");
  expect(sent).toEqual([JSON.stringify(REQUEST)]);
  expect(await ask(send, REQUEST)).toBe("answer 2");
});

test("another key, another ticket or another path is another request", async () => {
  for (const other of [
    { ...REQUEST, epk: "f".repeat(43) },
    { ...REQUEST, ticket: "t2" },
  ]) {
    const { sent, fetch } = server();
    const send = sendAhead(Promise.resolve(REQUEST), fetch);
    expect(await ask(send, other)).toBe("answer 2");
    expect(sent).toEqual([REQUEST, other].map((each) => JSON.stringify(each)));
  }
  const { fetch } = server();
  const send = sendAhead(Promise.resolve(REQUEST), fetch);
  expect(await ask(send, REQUEST, "/v1/captures/progress")).not.toBe(await ask(send, REQUEST));
});

test("with no ticket, or no key for one, all is sent when it is asked for", async () => {
  for (const first of [undefined, Promise.reject<typeof REQUEST>(new Error("no key"))]) {
    const { sent, fetch } = server();
    expect(await ask(sendAhead(first, fetch), REQUEST)).toBe("answer 1");
    expect(sent).toHaveLength(1);
  }
});

test("an answer that does not come is missed by who asks for it", async () => {
  const send = sendAhead(Promise.resolve(REQUEST), () => Promise.reject(new TypeError("network")));
  await expect(ask(send, REQUEST)).rejects.toThrow("network");
});

async function ask(send: typeof fetch, body: unknown, path = OPEN): Promise<string> {
  return await (await send(path, collectorRequest(body))).text();
}

function server() {
  const sent: unknown[] = [];
  const fetch = (_: unknown, init?: RequestInit) =>
    Promise.resolve(new Response(`answer ${sent.push(init?.body)}`));
  return { sent, fetch };
}
