import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putWebhook } from "../src/tenants/webhook-endpoints.ts";
import { callback, capturing } from "./capturing.ts";
import { Agent, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

test("[TEN1] a receiver that does not answer its webhook keeps nobody connected who signed out", async () => {
  let heard: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (heard = resolve));
  const server = createServer(() => heard());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await putWebhook(system.node.database, "demo", `http://127.0.0.1:${port}/hook`);
  const { agent, id, capture, ready, done } = await capturing({ agent: url, customer: url });
  await ready;
  await agent.send({ type: "capture.cancel", conversation: id, capture });
  const end = callback(id, capture, { type: "capture.ended", outcome: "cancelled" });
  await system.collector.tell(url, end);
  await asked;
  const cookie = await signIn(url, "ben");
  const other = new Agent(url, cookie);
  await other.inbox.until((all) => all.find((one) => one.type === "welcome"));
  const gone = new Promise((resolve) => other.socket.once("disconnect", resolve));
  const began = performance.now();
  await fetch(`${url}/v1/sign-out`, { method: "POST", headers: { cookie } });
  await gone;
  expect(performance.now() - began).toBeLessThan(3_500);
  server.closeAllConnections();
  server.close();
  done();
});
