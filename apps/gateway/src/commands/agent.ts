import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import * as z from "zod";
import { listAgents, putAgent, removeAgent } from "../tenants/agents.ts";
import { explain, knownTenant, tenantOf, wrong } from "./arguments.ts";
import { nothingMore } from "./nothing-more.ts";
import type { Desk, OperatorCommand } from "./run-command.ts";

/** Shortest password: NIST SP 800-63B asks for 8, and longer where it is the only factor. */
const SHORTEST = 12;

const person = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  name: z.string().trim().min(1).max(80),
});

/** `agent put TENANT EMAIL NAME [--supervisor] [--password-stdin]`, `agent remove TENANT EMAIL`, `agent list TENANT`. */
export const agentCommand: OperatorCommand = async (desk, [verb, ...words]) => {
  if (verb === "put") return await put(desk, words);
  if (verb === "remove") return await remove(desk, words);
  if (verb === "list") return await list(desk, words);
  return wrong("agent put TENANT EMAIL NAME, agent remove TENANT EMAIL, or agent list TENANT");
};

async function put(desk: Desk, words: readonly string[]): Promise<void> {
  const { tenant, email, name, supervisor, fromInput } = asked(words);
  const parsed = person.safeParse({ email, name });
  if (!parsed.success) return wrong(`Which agent?\n${explain(parsed.error)}`);
  const given = fromInput ? (await desk.input()).replace(/\r?\n$/, "") : null;
  if (given !== null && (given.length < SHORTEST || given.length > 200))
    wrong(`A password has ${SHORTEST} to 200 characters`);
  const made = randomBytes(15).toString("base64url");
  const role = supervisor ? ("supervisor" as const) : ("agent" as const);
  const outcome = await putAgent(desk.database, tenant, { ...parsed.data, role }, given, made);
  if (outcome === "no tenant") wrong(`There is no tenant ${tenant}: tenant put makes one`);
  desk.say(`${parsed.data.email} ${outcome}`);
  if (outcome === "made" && given === null) desk.say(`password: ${made}`);
}

function asked(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { supervisor: { type: "boolean" }, "password-stdin": { type: "boolean" } },
    });
    const [tenant, email, ...name] = positionals;
    return {
      tenant: tenantOf(tenant),
      email,
      name: name.join(" "),
      supervisor: values.supervisor === true,
      fromInput: values["password-stdin"] === true,
    };
  } catch (error) {
    if (error instanceof TypeError)
      return wrong("agent put TENANT EMAIL NAME [--supervisor] [--password-stdin]");
    throw error;
  }
}

async function remove(
  { database, say }: Desk,
  [word, email = "", ...rest]: readonly string[],
): Promise<void> {
  nothingMore(rest);
  const tenant = await knownTenant(database, word);
  const gone = await removeAgent(database, tenant, email.toLowerCase());
  if (!gone) wrong("There is no agent of that address");
  say(`${email} can sign in no more; a supervisor hands on the conversations they still have`);
}

async function list({ database, say }: Desk, [word, ...rest]: readonly string[]): Promise<void> {
  nothingMore(rest);
  const agents = await listAgents(database, await knownTenant(database, word));
  if (agents.length === 0) say("no agents");
  for (const { email, name, role } of agents) say(`${email}\t${name}\t${role}`);
}
