import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { connector, startProvider } from "../../test/providers.ts";
import { createApiKey } from "./api-keys.ts";
import { createBodyRoom } from "./body-room.ts";

const PATH = "/v1/forward/adyen/v72/payments";
let at: TestCollector;
let provider: Awaited<ReturnType<typeof startProvider>>;
let key = "";

beforeAll(async () => {
  vi.stubEnv("ADYEN_API_KEY", "adyen-of-the-collector");
  provider = await startProvider((_, response) => void response.end("{}"));
  at = await startTestCollector({ destinations: [await connector("adyen", provider.origin)] });
  key = await createApiKey(at.collector, "demo", at.now());
});
afterAll(async () => {
  await at.stop();
  await provider.close();
});

test("bodies have room for so many bytes, one tenant's for fewer, and give it back once", () => {
  const room = createBodyRoom({ total: 10, each: 6 });
  const first = room.take("a", 4);
  expect(room.take("a", 3)).toBeNull();
  const second = room.take("b", 6);
  expect(room.take("c", 1)).toBeNull();
  first?.();
  first?.();
  expect(room.take("c", 5)).toBeNull();
  expect(room.take("a", 4)).not.toBeNull();
  expect(room.take("c", 1)).toBeNull();
  second?.();
  expect(room.take("c", 6)).not.toBeNull();
});

test("sixteen large bodies of a tenant are read at once, and their room comes back when their senders go", async () => {
  const begun = Array.from({ length: 17 }, begin);
  const refused = () => begun.filter(({ answered }) => answered.mock.calls.length > 0).length;
  await expect.poll(refused, { timeout: 10_000 }).toBe(1);
  expect(await ask()).toBe(429);
  expect(refused()).toBe(1);
  for (const { socket } of begun) socket.destroy();
  // Admitted: what is refused now is the body.
  await expect.poll(ask, { timeout: 10_000 }).toBe(400);
});

/** Says that a body of the largest size comes, and sends none of it. */
function begin() {
  const { port, hostname } = new URL(at.url);
  const socket = connect(Number(port), hostname);
  const head = [
    `POST ${PATH} HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Bearer ${key}`,
    "Content-Type: application/json",
    "Content-Length: 1000000",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  const answered = vi.fn<() => void>();
  socket.on("data", answered);
  return { socket, answered };
}

async function ask(): Promise<number> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const answer = await fetch(at.url + PATH, { method: "POST", headers, body: "no JSON" });
  await answer.text();
  return answer.status;
}
