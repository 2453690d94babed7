import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { removeAgent } from "../src/tenants/agents.ts";
import { Agent, signIn } from "./clients.ts";
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
