import { randomBytes } from "node:crypto";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "@aside/postgres";
import type { DemoView } from "@aside/protocol";
import { writeAtomically } from "@aside/service";
import { hashPassword, type PasswordCost } from "../sign-in/passwords.ts";
import { makeKey, revokeKey } from "./api-keys.ts";

const people = [
  { id: "agt_anna", email: "anna@demo.example", name: "Anna", role: "agent" },
  { id: "agt_ben", email: "ben@demo.example", name: "Ben", role: "agent" },
  { id: "agt_carla", email: "carla@demo.example", name: "Carla", role: "supervisor" },
] as const;

/** The demonstration's agents share a password that stands in the source: a gateway that is not one never gives it out. */
export const demo: DemoView = {
  tenant: "demo",
  agents: people.map(({ email, role }) => ({ email, role, password: "demo-aside-2026" })),
};

const replies = [
  { shortcut: "hello", text: "Hello, thank you for writing. How can I help?" },
  { shortcut: "moment", text: "One moment please, I am looking that up." },
  { shortcut: "secure", text: "I will send you a secure form. I cannot see what you enter there." },
  { shortcut: "bye", text: "Thank you for your patience. Have a good day!" },
];

/**
 * Puts the tenant `demo` there with its agents, and once an API key into `$ASIDE_DATA/gateway/demo-api-key` (0600). Again is harmless.
 *
 * @param options.origins pages that may hold the widget
 * @param options.passwordCost less than the usual for tests, which sign in hundreds of times
 */
export async function seed(
  database: Database,
  options: {
    readonly folder: string;
    readonly origins: readonly string[];
    readonly now: number;
    readonly passwordCost?: PasswordCost;
  },
): Promise<void> {
  const { tenant } = demo;
  const password = await hashPassword(
    demo.agents[0]?.password ?? randomBytes(16).toString("hex"),
    options.passwordCost,
  );
  await database.withTenant(tenant, async (sql) => {
    await sql`
      insert into tenant (tenant, name, colour, greeting, origins, replies)
      values (${tenant}, 'Northwind Outfitters', '#27425f', 'Hi! Ask us anything about boots, tents and your orders.',
        ${[...options.origins]}::text[], ${sql.json(replies)})
      on conflict (tenant) do update set origins = excluded.origins`;
    for (const { id, email, name, role } of people) {
      await sql`
        insert into agent (tenant, id, email, name, role, password)
        values (${tenant}, ${id}, ${email}, ${name}, ${role}, ${password})
        on conflict (tenant, id) do nothing`;
    }
  });
  const file = join(options.folder, "demo-api-key");
  if (await exists(file)) return;
  await revokeKey(database, tenant, "demonstration");
  const key = await makeKey(database, tenant, "demonstration", options.now);
  if (typeof key === "object") await writeAtomically(file, `${key.secret}\n`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
