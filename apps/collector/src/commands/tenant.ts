import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { tenantId } from "@aside/protocol";
import { ServiceError } from "@aside/service";
import * as z from "zod";
import { disableTenant, findTenant, putTenant } from "../tenants.ts";

const origin = z
  .string()
  .max(300)
  .refine((value) => URL.canParse(value) && new URL(value).origin === value);

/** The file of `collector tenant put`. */
const tenantFile = z.strictObject({
  id: tenantId,
  /** What the form calls who asks. */
  name: z.string().trim().min(1).max(80),
  /** Exact origins of the pages that may embed the form: those that hold the chat. */
  parentOrigins: z.array(origin).max(50),
  privacyUrl: z.url().max(300).nullable().default(null),
  locale: z.string().min(2).max(35).default("en"),
});

/**
 * `tenant put FILE`, `tenant show TENANT`, `tenant disable TENANT`.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 */
export async function tenantCommand(
  { database, audit }: { database: Database; audit: Recorder },
  [verb, word]: readonly string[],
): Promise<string> {
  if (verb === "put" && word !== undefined) {
    const tenant = parse(await content(word));
    await putTenant(database, audit, tenant);
    return `${tenant.id} is stored`;
  }
  if (verb === "show" && word !== undefined) {
    const tenant = await findTenant(database, word);
    return tenant === null ? wrong("there is no such tenant") : JSON.stringify(tenant, null, 2);
  }
  if (verb === "disable" && word !== undefined)
    return (await disableTenant(database, audit, word))
      ? "disabled"
      : wrong("there is no such tenant");
  return wrong("tenant put FILE, tenant show TENANT, or tenant disable TENANT");
}

function parse(text: string): z.infer<typeof tenantFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return wrong("that is not JSON");
  }
  const parsed = tenantFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join(".") || "the whole").join(", ");
  return wrong(`the tenant's settings are not valid: ${places}`);
}

async function content(path: string): Promise<string> {
  if (path === "-") return await readAll(process.stdin);
  try {
    return await readFile(path, "utf8");
  } catch {
    return wrong("the file cannot be read");
  }
}

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
