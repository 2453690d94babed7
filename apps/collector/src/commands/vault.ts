import { parseArgs } from "node:util";
import type { Database } from "@aside/postgres";
import { subjectId, tenantId } from "@aside/protocol";
import { ServiceError, writeAtomically } from "@aside/service";
import { isTokenOf, KEY_CLASSES, type ShredScope, type Vault } from "@aside/vault";
import * as z from "zod";
import type { CallbackKey } from "../callback/callback-key.ts";
import { isTenant } from "../tenants.ts";
import { signReceipt } from "./receipt.ts";

const OPTIONS = {
  tenant: { type: "string" },
  token: { type: "string" },
  subject: { type: "string" },
  class: { type: "string" },
  month: { type: "string" },
  all: { type: "boolean" },
  by: { type: "string" },
  reference: { type: "string" },
  out: { type: "string" },
} as const;

const word = z.string().regex(/^[A-Za-z0-9@._:/+-]{1,120}$/);

const options = z.strictObject({
  tenant: z.optional(tenantId),
  token: z.string().max(60).optional(),
  subject: subjectId.optional(),
  class: z
    .string()
    .refine((value) => KEY_CLASSES.includes(value))
    .optional(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  all: z.boolean().optional(),
  by: word.optional(),
  reference: word.optional(),
  out: z.string().max(4096).optional(),
});

type Options = z.infer<typeof options>;

/** What the verbs work with. */
export interface VaultDesk {
  database: Database;
  vault: Vault;
  receipts: { key: CallbackKey; issuer: string };
}

/**
 * `erase`, `export`, `report`, `rotate`, `sweep`: what an operator does to the vault. Answers with JSON.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 */
export async function vaultCommand(
  desk: VaultDesk,
  verb: "erase" | "export" | "report" | "rotate" | "sweep",
  words: readonly string[],
): Promise<string> {
  const { given, positionals } = read(words);
  if (positionals.length > (verb === "rotate" ? 1 : 0)) wrong("a word too many: see --help");
  // A receipt for a name that was mistyped would say that something was erased.
  if (given.tenant !== undefined && !(await isTenant(desk.database, given.tenant)))
    wrong("there is no such tenant");
  const answer = await run(desk, verb, given, positionals);
  const text = JSON.stringify(answer, null, 2);
  if (given.out === undefined) return text;
  await writeAtomically(given.out, `${text}\n`);
  return `written to ${given.out}`;
}

async function run(desk: VaultDesk, verb: string, given: Options, [what]: readonly string[]) {
  const { vault } = desk;
  const by = { actor: actorOf(given), reference: given.reference ?? `by-hand-${verb}` };
  switch (verb) {
    case "erase": {
      const tenant = required(given.tenant);
      const receipt = await vault.shred({ tenant, scope: scopeOf(tenant, given), ...by });
      const { key, issuer } = desk.receipts;
      return { receipt, signed: await signReceipt(receipt, key, issuer) };
    }
    case "export": {
      const [tenant, subject] = [required(given.tenant), required(given.subject)];
      return { tenant, subject, records: await vault.exportSubject({ tenant, subject, ...by }) };
    }
    case "report":
      return await vault.retention();
    case "sweep":
      return { erased: await vault.sweep() };
    default:
      return await rotate(vault, what, { ...by, ...(given.tenant && { tenant: given.tenant }) });
  }
}

async function rotate(
  vault: Vault,
  what: string | undefined,
  by: { tenant?: string; actor: string; reference: string },
) {
  if (what === "keys") return { renewed: await vault.renewKeys(by), ...(await vault.rewrap()) };
  const { actor, reference } = by;
  if (what === "root") return { rewrapped: await vault.rotateRoot({ actor, reference }) };
  if (what === "capture-keys") {
    await vault.captureKeys.rotate({ actor, reference });
    return { renewed: true };
  }
  return wrong("rotate keys [--tenant TENANT], rotate root, or rotate capture-keys");
}

/** Exactly one of the five. */
function scopeOf(tenant: string, given: Options): ShredScope {
  const { token, subject, class: keyClass, month, all } = given;
  const scopes: (ShredScope | undefined)[] = [
    token === undefined ? undefined : { kind: "record", token },
    subject === undefined ? undefined : { kind: "subject", subject },
    keyClass === undefined ? undefined : { kind: "class", keyClass },
    month === undefined ? undefined : { kind: "epoch", month },
    all ? { kind: "tenant" } : undefined,
  ];
  const [scope, another] = scopes.filter((each) => each !== undefined);
  if (scope === undefined || another !== undefined) {
    return wrong("say what: one of --token, --subject, --class, --month and --all");
  }
  if (scope.kind === "record" && !isTokenOf(tenant, scope.token)) {
    return wrong("that is no token of this tenant's, or it is mistyped");
  }
  return scope;
}

function read(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: OPTIONS,
      allowPositionals: true,
    });
    return { given: options.parse(values), positionals };
  } catch (cause) {
    throw new ServiceError(
      "wrong_settings",
      "an option is not known or has a wrong value: see --help",
      { cause },
    );
  }
}

function actorOf({ by }: Options): string {
  return by === undefined ? "operator" : `operator:${by}`;
}

function required(value: string | undefined): string {
  return value ?? wrong("--tenant is needed, and --subject for an export");
}

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
