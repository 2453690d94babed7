import { once } from "node:events";
import { request } from "node:http";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeAgent } from "../src/tenants/agents.ts";
import { Agent, Customer, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

describe("an agent's connection", () => {
  test("[TEN1] ends with the session that it was opened by", async () => {
    const cookie = await signIn(url, "anna");
    const agent = new Agent(url, cookie);
    await agent.inbox.until((all) => all.find((one) => one.type === "welcome"));
    const other = await Agent.in(url, "anna");
    const ended = disconnected(agent);
    await fetch(`${url}/v1/sign-out`, { method: "POST", headers: { cookie } });
    await ended;
    expect(other.socket.connected).toBe(true);
    other.close();
  });

  test("[TEN1] ends as the agent is removed", async () => {
    const agent = await Agent.in(url, "ben");
    const ended = disconnected(agent);
    await removeAgent(system.node.database, "demo", "ben@demo.example");
    await ended;
    expect(agent.socket.connected).toBe(false);
  });
});

describe("a client that is nobody", () => {
  test.each(["/", "/agents", "/customers"])("[BND1] has no place in %s", async (place) => {
    const socket = io(url + place, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      auth: { anything: "at all" },
    });
    const answer = await new Promise<string>((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", (error) => resolve(error.message));
    });
    expect(["not_found", "not_signed_in", "malformed"]).toContain(answer);
    socket.disconnect();
  });
});

function disconnected({ socket }: Agent): Promise<unknown> {
  return new Promise((resolve) => socket.once("disconnect", resolve));
}

describe("one address", () => {
  const from = (address: string) => ({ "x-forwarded-for": `198.51.100.1, ${address}` });

  test("[38] holds so many connections and no more; what it wrote itself into the header does not count", async () => {
    const node = await system.start({ proxies: 1, socketsPerAddress: 3 });
    const open = (address: string) => new Customer(node.url, {}, from(address));
    const own = ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:ffff::"].map(open);
    for (const one of own) await arrived(one);
    expect(await turnedAway(open("2001:db8:0:1::4"))).toBe(true);
    const other = open("2001:db8:0:2::1");
    await arrived(other);
    own[0]?.close();
    for (const one of [...own, other]) one.close();
  });

  test("[38] makes so many requests a second and no more; what the collector sends is not counted", async () => {
    const node = await system.start({ proxies: 1, rate: 2 });
    const ask = async (path: string, address: string) =>
      (await fetch(node.url + path, { method: "GET", headers: from(address) })).status;
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask("/v1/me", "192.0.2.1")));
    expect(new Set(answers)).toEqual(new Set([204, 429]));
    expect(await ask("/v1/me", "192.0.2.2")).toBe(204);
    const told = await fetch(`${node.url}/v1/callbacks`, {
      method: "POST",
      headers: from("192.0.2.1"),
    });
    expect(told.status).not.toBe(429);
    // A tenant's server that reads what was witnessed is.
    expect(await ask("/v1/audit/checkpoints", "192.0.2.1")).toBe(429);
  });
});

test.each(["/v1/evidence", "/v1/conversations", "/v1/settings/detection", "/v1/exports"])(
  "[38] %s: who has no key is told so before a byte of the body is read",
  async (path) => {
    const sent = request(url + path, {
      method: path.startsWith("/v1/settings") ? "PUT" : "POST",
      headers: { "content-type": "application/json", "content-length": "4000" },
    });
    sent.flushHeaders();
    const [response] = await once(sent, "response");
    expect(response).toMatchObject({ statusCode: 401 });
    sent.on("error", () => undefined).destroy();
  },
);

test("[22] [38] what is none of the collector's does not fill the log", async () => {
  const told = () => system.node.log.filter((line) => line.includes("callback refused")).length;
  for (let times = 0; times < 60; times += 1) {
    const answer = await fetch(`${url}/v1/callbacks`, { method: "POST", body: "{}" });
    expect(answer.status).not.toBe(429);
  }
  expect(told()).toBeGreaterThan(0);
  expect(told()).toBeLessThan(40);
});

test("[38] long texts are taken more slowly than short ones", async () => {
  const customer = await Customer.in(url);
  const long = Array.from({ length: 30 }, () => customer.say("x ".repeat(1_999)));
  const answers = await Promise.all(long);
  expect(answers.filter((answer) => answer.ok).length).toBeLessThan(30);
  const other = await Customer.in(url);
  const short = await Promise.all(Array.from({ length: 30 }, () => other.say("x")));
  expect(short.every((answer) => answer.ok)).toBe(true);
  customer.close();
  other.close();
});

test("[CAP1] a conversation that its customer has filled takes nothing more of the customer's, and a capture in it still begins and ends", async () => {
  const node = await system.start({ conversationEvents: 25 });
  const agent = await Agent.in(node.url, "carla");
  const customer = await Customer.in(node.url);
  const id = customer.conversation;
  await agent.take(id);
  const answers = [];
  for (let times = 0; times < 30; times += 1) answers.push(await customer.say("again"));
  expect(answers.at(-1)).toMatchObject({ ok: false, code: "conversation_full" });
  expect(await customer.send({ type: "name", name: "Jo" })).toMatchObject({ ok: false });
  expect(await agent.say(id, "One moment")).toMatchObject({ ok: true });
  const capture = await agent.capture(id);
  await agent.frame(id, (frame) => frame.type === "capture" && frame.capture.status === "offered");
  expect(await customer.send({ type: "capture.decline", capture })).toMatchObject({ ok: true });
  agent.close();
  customer.close();
});

test("[CAP2] who has filled a conversation is told so, leaves it, and goes on in a new one", async () => {
  const node = await system.start({ conversationEvents: 25 });
  const agent = await Agent.in(node.url, "carla");
  const customer = await Customer.in(node.url);
  const id = customer.conversation;
  await agent.take(id);
  for (let times = 0; times < 26; times += 1) await customer.say("again");
  const { session } = customer;
  customer.close();
  const back = await Customer.in(node.url, { session });
  expect(back.welcome).toMatchObject({ conversation: id, open: true, full: true });
  expect(await back.send({ type: "leave" })).toMatchObject({ ok: true });
  await agent.frame(id, (frame) => frame.type === "customer-left");
  back.close();
  const anew = await Customer.in(node.url, { session, fresh: true });
  expect(anew.conversation).not.toBe(id);
  expect(anew.welcome?.full).toBeUndefined();
  expect(await anew.say("Here I am again")).toMatchObject({ ok: true });
  agent.close();
  anew.close();
});

async function arrived({ inbox }: Customer): Promise<void> {
  await inbox.until((all) => all.find((one) => one.type === "caught-up"));
}

function turnedAway({ socket }: Customer): Promise<boolean> {
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(false));
    socket.on("connect_error", () => resolve(true));
  });
}
