import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentCommand } from "../src/commands/agent.ts";
import { apiKeyCommand } from "../src/commands/api-key.ts";
import { auditCommand } from "../src/commands/audit.ts";
import type { Desk, OperatorCommand } from "../src/commands/run-command.ts";
import { tenantCommand } from "../src/commands/tenant.ts";
import { webhookCommand } from "../src/commands/webhook.ts";
import { gatewaySettings } from "../src/settings.ts";
import { webhookOf } from "../src/tenants/webhook-endpoints.ts";
import { Agent, Customer } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

const shop = {
  id: "harbour",
  name: "Harbour Bank",
  origins: ["https://www.harbour.example"],
  defaults: { PERSON: "Erika Mustermann" },
};

let system: System;
let folder = "";
beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), "aside-commands-"));
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a command prints, line by line. */
async function run(command: OperatorCommand, words: string[], input = ""): Promise<string[]> {
  const lines: string[] = [];
  const desk: Desk = {
    database: system.node.database,
    settings: gatewaySettings({ ASIDE_DEMO: "0" }),
    say: (line) => lines.push(line),
    input: async () => await Promise.resolve(input),
    now: () => 1_000,
  };
  await command(desk, words);
  return lines;
}

function signIn(email: string, password: string): Promise<Response> {
  return fetch(`${system.node.url}/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tenant: shop.id, email, password }),
  });
}

describe("the operator's commands", () => {
  test("a tenant is made from a file, shown as one, and changed by standard input", async () => {
    const path = join(folder, "harbour.json");
    await writeFile(path, JSON.stringify(shop));
    expect(await run(tenantCommand, ["put", path])).toEqual([
      "harbour made; a gateway that runs follows within ten seconds",
    ]);
    const [text = ""] = await run(tenantCommand, ["show", "harbour"]);
    const whole = {
      colour: "#27425f",
      greeting: "",
      region: "default",
      templates: [],
      replies: [],
      detection: { off: [], patterns: [], locale: "en" },
      chat: {},
    };
    expect(JSON.parse(text)).toEqual({ ...whole, ...shop });
    const changed = { ...shop, greeting: "Good day", chat: { ACCOUNT_ID: { live: "cut" } } };
    expect(await run(tenantCommand, ["put", "-"], JSON.stringify(changed))).toEqual([
      "harbour changed; a gateway that runs follows within ten seconds",
    ]);
    const acts = await system.node.database.withTenant(
      "harbour",
      (sql) => sql`select at, by, act, after from administrative_act`,
    );
    expect([...acts]).toMatchObject([
      { at: 1_000, by: { kind: "operator" }, act: "detection", after: { chat: changed.chat } },
    ]);
    expect(JSON.parse((await run(tenantCommand, ["show", "harbour"])).join(""))).toEqual({
      ...whole,
      ...changed,
    });
  });

  test("a widget takes whatever colour a tenant may have", async () => {
    await run(tenantCommand, ["put", "-"], JSON.stringify({ ...shop, colour: "#0A2540" }));
    const customer = await Customer.in(system.node.url, { tenant: shop.id });
    expect(customer.welcome?.tenant.colour).toBe("#0A2540");
    customer.socket.disconnect();
  });

  test("a console that is open follows: a form that was taken from its tenant is offered no more", async () => {
    const [text = ""] = await run(tenantCommand, ["show", "demo"]);
    const before = JSON.parse(text) as object;
    const fields = [
      { name: "number", class: "text.secret", label: "Number on the sticker", required: true },
    ];
    const own = {
      ...before,
      templates: [{ id: "warranty", version: 1, title: "Warranty", fields }],
    };
    await run(tenantCommand, ["put", "-"], JSON.stringify(own));
    const agent = await Agent.in(system.node.url);
    const ids = (offers: typeof agent.welcome) => offers?.templates.map(({ id }) => id);
    expect(ids(agent.welcome)).toContain("warranty");
    const replies = [{ shortcut: "bye", text: "Bye." }];
    await run(tenantCommand, ["put", "-"], JSON.stringify({ ...before, replies }));
    const offers = await agent.inbox.until((all) => all.find((one) => one.type === "offers"));
    expect(offers).toEqual({
      type: "offers",
      templates: agent.welcome?.templates.filter(({ id }) => id !== "warranty"),
      replies,
    });
    await run(tenantCommand, ["put", "-"], text);
    agent.close();
  }, 40_000);

  test.each([
    ["{", "That is not JSON"],
    [JSON.stringify({ ...shop, origin: "x" }), "Unrecognized key"],
    [JSON.stringify({ ...shop, origins: ["https://a.example/path"] }), "origins.0"],
    [JSON.stringify({ ...shop, id: "Harbour" }), "id:"],
    [JSON.stringify({ ...shop, defaults: { NAME: "x" } }), "defaults"],
    [JSON.stringify({ ...shop, chat: { CARD_NUMBER: { live: "leave" } } }), "always cut out"],
    [JSON.stringify({ ...shop, chat: { NAME: { live: "cut" } } }), "chat"],
  ])("a wrong tenant is refused with its place: %s", async (input, message) => {
    await expect(run(tenantCommand, ["put", "-"], input)).rejects.toThrow(message);
  });

  test("an agent gets a password once, another by standard input, and is removed with the sessions", async () => {
    const [made, password = ""] = await run(agentCommand, [
      "put",
      "harbour",
      "Ida@h.example",
      "Ida",
    ]);
    expect(made).toBe("ida@h.example made");
    const first = password.replace("password: ", "");
    const response = await signIn("ida@h.example", first);
    expect(await response.json()).toMatchObject({ me: { name: "Ida", role: "agent" } });
    const cookie = (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    const me = () => fetch(`${system.node.url}/v1/me`, { headers: { cookie } });
    expect((await me()).status).toBe(200);

    const words = [
      "put",
      "harbour",
      "ida@h.example",
      "Ida Berg",
      "--supervisor",
      "--password-stdin",
    ];
    await expect(run(agentCommand, words, "short\n")).rejects.toThrow("12 to 200");
    expect(await run(agentCommand, words, "a longer password\n")).toEqual([
      "ida@h.example changed",
    ]);
    expect((await me()).status).toBe(204);
    expect((await signIn("ida@h.example", first)).status).toBe(401);
    expect((await signIn("ida@h.example", "a longer password")).status).toBe(200);
    expect(await run(agentCommand, ["list", "harbour"])).toEqual([
      "ida@h.example\tIda Berg\tsupervisor",
    ]);

    await run(agentCommand, ["remove", "harbour", "ida@h.example"]);
    expect((await signIn("ida@h.example", "a longer password")).status).toBe(401);
    expect((await signIn("ida@h.example", "removed")).status).toBe(401);
    expect(await run(agentCommand, ["list", "harbour"])).toEqual(["no agents"]);
    const [, again = ""] = await run(agentCommand, ["put", "harbour", "ida@h.example", "Ida"]);
    expect(again).toMatch(/^password: [\w-]{20}$/);
  });

  test("an API key opens the API until it is revoked, and is told once", async () => {
    const [key = ""] = await run(apiKeyCommand, ["make", "harbour", "billing"]);
    const ask = async () =>
      (
        await fetch(`${system.node.url}/v1/conversations`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify({ customer: { name: "Jo" } }),
        })
      ).status;
    expect(await ask()).toBe(201);
    await expect(run(apiKeyCommand, ["make", "harbour", "billing"])).rejects.toThrow("revoke it");
    expect(await run(apiKeyCommand, ["list", "harbour"])).toEqual([
      "billing\t1970-01-01T00:00:01.000Z",
    ]);
    await run(apiKeyCommand, ["revoke", "harbour", "billing"]);
    expect(await ask()).toBe(401);
  });

  test("a webhook goes to a public https address only", async () => {
    await expect(run(webhookCommand, ["harbour", "http://127.0.0.1/x"])).rejects.toThrow("https");
    await run(webhookCommand, ["harbour", "https://hooks.harbour.example/x"]);
    expect(await webhookOf(system.node.database, "harbour")).toBe(
      "https://hooks.harbour.example/x",
    );
    await run(webhookCommand, ["harbour"]);
    expect(await webhookOf(system.node.database, "harbour")).toBeUndefined();
  });

  test.each<[OperatorCommand, string[]]>([
    [tenantCommand, []],
    [tenantCommand, ["show", "nobody"]],
    [agentCommand, ["put", "nobody", "a@b.example", "A"]],
    [agentCommand, ["put", "harbour", "no address", "A"]],
    [agentCommand, ["put", "harbour", "a@b.example", "A", "--admin"]],
    [agentCommand, ["remove", "harbour", "nobody@b.example"]],
    [apiKeyCommand, ["make", "harbour"]],
    [apiKeyCommand, ["revoke", "harbour", "nothing"]],
    [webhookCommand, []],
    [webhookCommand, ["nobody"]],
    [webhookCommand, ["nobody", "https://hooks.harbour.example/x"]],
    [agentCommand, ["list", "nobody"]],
    [apiKeyCommand, ["list", "nobody"]],
    [auditCommand, ["checkpoints", "nobody"]],
    [auditCommand, ["alarms", "nobody"]],
    [auditCommand, ["accept", "nobody"]],
    [tenantCommand, ["put", "-", "harbour"]],
    [tenantCommand, ["show", "harbour", "more"]],
    [agentCommand, ["remove", "harbour", "a@b.example", "A"]],
    [agentCommand, ["list", "harbour", "more"]],
    [apiKeyCommand, ["make", "harbour", "my", "key"]],
    [apiKeyCommand, ["list", "harbour", "more"]],
    [webhookCommand, ["harbour", "https://hooks.harbour.example/x", "more"]],
    [auditCommand, ["alarms", "harbour", "more"]],
  ])("%# what is missing is said, and nothing is done", async (command, words) => {
    await expect(run(command, words)).rejects.toMatchObject({ code: "wrong_settings" });
  });
});
