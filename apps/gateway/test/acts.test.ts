import type { GatewayAct } from "@aside/protocol";
import { join } from "node:path";
import { createLog } from "@aside/service";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetActs } from "../src/acts/forget-acts.ts";
import { createTellActs } from "../src/acts/tell-acts.ts";
import { auditCommand } from "../src/commands/audit.ts";
import { gatewayEvents } from "../src/events.ts";
import { gatewaySettings } from "../src/settings.ts";
import { putAgent, removeAgent } from "../src/tenants/agents.ts";
import { makeKey, revokeKey } from "../src/tenants/api-keys.ts";
import { putTenant } from "../src/tenants/put-tenant.ts";
import { tenantFile } from "../src/tenants/tenant-file.ts";
import { putWebhook } from "../src/tenants/webhook-endpoints.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

describe("[AUD1] what an operator does at the gateway", () => {
  test("is written with it and told to the collector, in order, without an address, a URL or a password", async () => {
    const { database } = system.node;
    const harbour = { id: "harbour", name: "Harbour", origins: ["https://www.harbour.example"] };
    const put = (more: object = {}) =>
      putTenant(database, tenantFile.parse({ ...harbour, ...more }), 1);
    await put();
    await put();
    await put({ greeting: "Ahoy" });
    const detection = { off: ["ORDER_ID"] };
    await put({ greeting: "Ahoy", detection, chat: { ACCOUNT_ID: { live: "cut" } } });
    const mia = { email: "mia@harbour.example", name: "Mia", role: "agent" } as const;
    await putAgent(database, "harbour", mia, null, "correct horse battery");
    await putAgent(database, "harbour", { ...mia, role: "supervisor" }, null, "unused");
    await removeAgent(database, "harbour", mia.email);
    await putAgent(database, "harbour", mia, null, "correct horse battery");
    await makeKey(database, "harbour", "crm server", 1);
    await revokeKey(database, "harbour", "crm server");
    await putWebhook(database, "harbour", "https://hooks.example/secret-path");
    await putWebhook(database, "harbour", "https://hooks.example/other");
    await putWebhook(database, "harbour", undefined);
    const told = () => system.collector.acts.filter(({ log }) => log === "harbour");
    await expect.poll(() => told().length, { timeout: 30_000 }).toBe(13);
    const agent = expect.stringMatching(/^agt_[0-9a-f]{20}$/);
    expect(told().map(({ action, subject }) => [action, subject])).toEqual([
      ["tenant.made", "harbour"],
      ["tenant.changed", "harbour"],
      ["detection.changed", "harbour"],
      ["chat-rules.changed", "harbour"],
      ["agent.made", agent],
      ["agent.changed", agent],
      ["agent.removed", agent],
      ["agent.made", agent],
      ["key.made", "api-key:crm_server"],
      ["key.revoked", "api-key:crm_server"],
      ["webhook.put", "harbour"],
      ["webhook.put", "harbour"],
      ["webhook.removed", "harbour"],
    ]);
    expect(new Set(told().map(({ id }) => id)).size).toBe(13);
    expect(JSON.stringify(told())).not.toMatch(/mia|hooks|horse|Ahoy/);
  });

  test("a reviewed incident is named by its place", async () => {
    const where = `cnv_${"0".repeat(26)}`;
    await system.node.database.withTenant("demo", async (sql) => {
      await sql`insert into journal (tenant, conversation, seq, at, event)
        values ('demo', ${where}, 1, 1, ${sql.json({ type: "agent.stopped", agent: { id: "agt_anna" } })})`;
      await sql`insert into incident_review (tenant, conversation, seq, state, at, by, note)
        values ('demo', ${where}, 1, 'resolved', 1, '{}', 'a word of Mallory')`;
    });
    const reviewed = () =>
      system.collector.acts.filter(({ action }) => action === "incident.reviewed");
    await expect.poll(reviewed, { timeout: 30_000 }).toMatchObject([{ subject: `${where}/1` }]);
  });

  test("an accepted witness is one act, however many checkpoints it had", async () => {
    const { database } = system.node;
    await database.withTenant("demo", async (sql) => {
      for (const size of [1, 2, 3])
        await sql`insert into witness_checkpoint (tenant, size, note, at) values ('demo', ${size}, '-', 1)`;
    });
    const settings = gatewaySettings({ ASIDE_DEMO: "0" });
    const desk = { database, settings, say: () => undefined, input: async () => "", now: Date.now };
    await auditCommand(desk, ["accept", "demo"]);
    const accepted = () =>
      system.collector.acts.filter(({ action }) => action === "witness.accepted");
    await expect.poll(() => accepted().length, { timeout: 30_000 }).toBe(1);
    expect(accepted()).toMatchObject([{ log: "demo", subject: "demo" }]);
  });

  test.each([
    [
      "written",
      "insert into audit_act (tenant, id, at, action, subject) values ('demo', 'a', 1, 'b', 'c')",
    ],
    ["changed", "update audit_act set subject = 'x'"],
    ["removed", "delete from audit_act"],
    ["made by hand", "select audit_act_write('demo', 'key.made', 'x')"],
    ["kept from being written", "alter table agent disable trigger audit_act"],
  ])("[34] is not %s by the application's own role", async (_, statement) => {
    await expect(
      system.node.database.withTenant("demo", (sql) => sql.unsafe(statement)),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("waits where the collector does not take it, raises an alarm after ten minutes, and is told at last", async () => {
    const { database } = system.node;
    // The gateway that runs gets rid of nothing meanwhile.
    system.collector.answer(503);
    let now = Date.now();
    let away = true;
    const told: GatewayAct[] = [];
    const lines: string[] = [];
    const tell = createTellActs({
      database,
      collector: {
        async record(acts) {
          if (away) return { status: "unreachable" };
          told.push(...acts);
          return { status: "ok" };
        },
      },
      log: createLog({
        name: "gateway",
        level: "debug",
        events: gatewayEvents,
        destination: { write: (line) => void lines.push(line) },
      }),
      now: () => now,
    });
    await database.withTenant("late", async (sql) => {
      await sql`insert into tenant (tenant, name, colour, greeting, origins) values ('late', 'L', '#000000', '', '{}')`;
    });
    tell.beat();
    await tell.stop();
    expect(lines.join("")).toContain('"acts not told"');
    now += 11 * 60_000;
    await expect(tell.check()).rejects.toThrow("not in the audit log");
    away = false;
    tell.beat();
    await tell.stop();
    expect(told).toMatchObject([{ log: "late", action: "tenant.made", subject: "late" }]);
    await tell.check();
    tell.beat();
    await tell.stop();
    expect(told).toHaveLength(1);
  });

  test("[10.5.1] is kept here for as long as is set, a year at least whatever is asked for, and for ever where the log has not taken it", async () => {
    const { database } = system.node;
    system.collector.answer(503);
    const now = Date.now();
    const ago = (days: number) => now - days * 86_400_000;
    await asOwner(
      (sql) => sql`
        insert into audit_act (tenant, id, at, action, subject, told_at)
        select 'kept', 'act_' || n, ${ago(401)}::bigint, 'key.made', 'old', 1 from generate_series(1, 2500) n
        union all values ('kept', 'act_waits', ${ago(500)}::bigint, 'key.made', 'waits', null),
          ('kept', 'act_year', ${ago(367)}::bigint, 'key.made', 'a year', 1), ('kept', 'act_young', ${now}::bigint, 'key.made', 'young', 1)`,
    );
    const left = async () => {
      const rows = await database.withTenant(
        "kept",
        (sql) =>
          sql<{ subject: string }[]>`select distinct subject from audit_act order by subject`,
      );
      return rows.map(({ subject }) => subject);
    };
    expect(await forgetActs(database, { days: 400, now })).toBe(2500);
    expect(await left()).toEqual(["a year", "waits", "young"]);
    await database.acrossTenants((sql) => sql`delete from audit_act`);
    expect(await left()).toEqual(["waits", "young"]);
  });
});

async function asOwner(action: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const socket = join(system.data, "gateway", "postgres-socket");
  const at = { host: socket, path: join(socket, ".s.PGSQL.5432"), username: "aside_owner" };
  const sql = postgres({ ...at, database: "gateway", max: 1 });
  await action(sql);
  await sql.end();
}
