import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieOf, setCookie } from "../src/sign-in/cookie.ts";
import { Agent, Customer, signIn } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

describe("agents", () => {
  const sign = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  test("sign in to a session that reads, is kept by the browser alone, and ends", async () => {
    const response = await sign({
      tenant: "demo",
      email: "ANNA@demo.example",
      password: "demo-aside-2026",
    });
    expect(await response.json()).toEqual({
      me: { id: "agt_anna", name: "Anna", role: "agent" },
      email: "anna@demo.example",
      tenant: { id: "demo", name: "Northwind Outfitters" },
    });
    expect(response.headers.getSetCookie()[0]).toMatch(
      /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    const cookie = (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    const me = () => fetch(`${url}/v1/me`, { headers: { cookie } });
    expect((await me()).status).toBe(200);
    const customer = await Customer.in(url);
    const id = customer.conversation;
    customer.close();
    expect(
      (await fetch(`${url}/v1/conversations/${id}/replay`, { headers: { cookie } })).status,
    ).toBe(200);
    const post = await fetch(`${url}/v1/conversations`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: '{"customer":{}}',
    });
    expect(post.status).toBe(401);
    const stored = await system.node.database.withTenant(
      "demo",
      (sql) => sql`select encode(hash, 'escape') as hash, agent from agent_session`,
    );
    expect(JSON.stringify(stored)).not.toContain(cookie.slice(-20));
    await fetch(`${url}/v1/sign-out`, { method: "POST", headers: { cookie } });
    expect((await me()).status).toBe(204);
  });

  test("a wrong password, a stranger and another tenant's agent get the same answer; another site's page none", async () => {
    const wrong = [
      { tenant: "demo", email: "ben@demo.example", password: "wrong" },
      { tenant: "demo", email: "nobody@demo.example", password: "demo-aside-2026" },
      { tenant: "other", email: "ben@demo.example", password: "demo-aside-2026" },
    ];
    const answers = await Promise.all(
      wrong.map(async (body) => [(await sign(body)).status, await (await sign(body)).text()]),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(401);
    expect((await sign(wrong[0], { origin: "https://evil.example" })).status).toBe(403);
  });

  test("[TEN1] of an account ten passwords are tried in half an hour from one network, at whichever gateway; a right one forgets them", async () => {
    const second = await system.start();
    const at = [url, second.url];
    const guess = async (email: string, password: string, place = 0) => {
      const response = await fetch(`${at[place % 2]}/v1/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ tenant: "demo", email, password }),
      });
      return [response.status, Number(response.headers.get("retry-after"))];
    };
    const mine = "carla@demo.example";
    for (let place = 0; place < 2; place += 1)
      expect(await guess(mine, "wrong", place)).toEqual([401, 0]);
    expect((await guess(mine, "demo-aside-2026"))[0]).toBe(200);
    const parallel = Array.from({ length: 14 }, (_, place) => guess(mine, "wrong", place));
    const answers = await Promise.all(parallel);
    expect(answers.filter(([status]) => status === 401)).toHaveLength(10);
    const [status, wait] = await guess(mine, "demo-aside-2026");
    expect(status).toBe(429);
    expect(wait).toBeGreaterThan(1_700);
    expect((await guess("BEN@demo.example", "demo-aside-2026"))[0]).toBe(200);
    const stored = await system.node.database.withoutTenant(
      (sql) => sql`select * from sign_in_try`,
    );
    expect(JSON.stringify(stored)).not.toContain("carla");
  });

  test("a session ends twelve hours after its begin", async () => {
    const cookie = await signIn(url, "ben");
    await system.node.database.withTenant(
      "demo",
      (sql) =>
        sql`update agent_session set created_at = created_at - ${12 * 3_600_000} where agent = 'agt_ben'`,
    );
    const agent = new Agent(url, cookie);
    const error = await new Promise<Error>((resolve) => agent.socket.on("connect_error", resolve));
    expect(error.message).toBe("not_signed_in");
    agent.close();
  });

  test("a console connects only as whom it shows: not where the browser's session has become another agent's", async () => {
    const cookie = await signIn(url, "ben");
    const annas = new Agent(url, cookie, {}, "agt_anna");
    const error = await new Promise<Error>((resolve) => annas.socket.on("connect_error", resolve));
    expect(error.message).toBe("not_signed_in");
    expect(annas.inbox.all).toEqual([]);
    annas.close();
    const bens = new Agent(url, cookie, {}, "agt_ben");
    await bens.inbox.until((all) => all.some(({ type }) => type === "welcome"));
    bens.close();
  });
});

test("over https the cookie has a name that no other host can set, and only that one counts", () => {
  const place = { url: "https://chat.example" };
  expect(setCookie("as_1", 60, place)).toBe(
    "__Host-aside_session=as_1; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure",
  );
  expect(cookieOf("aside_session=as_2; __Host-aside_session=as_1", place)).toBe("as_1");
  expect(cookieOf("aside_session=as_2", place)).toBe("");
});
