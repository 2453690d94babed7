import { readFile } from "node:fs/promises";
import { tenantFile } from "../tenants/tenant-file.ts";
import { putTenant, readTenant } from "../tenants/put-tenant.ts";
import { explain, tenantOf, wrong } from "./arguments.ts";
import { nothingMore } from "./nothing-more.ts";
import type { Desk, OperatorCommand } from "./run-command.ts";

/** `tenant put FILE`, `tenant show TENANT`. */
export const tenantCommand: OperatorCommand = async (desk, [verb, word, ...rest]) => {
  nothingMore(rest);
  if (verb === "put") return await put(desk, word);
  if (verb === "show") return await show(desk, tenantOf(word));
  return wrong("tenant put FILE, or tenant show TENANT");
};

async function put({ database, input, say, now }: Desk, path: string | undefined): Promise<void> {
  if (path === undefined) wrong("Which file? - reads standard input");
  const text = path === "-" ? await input() : await fileText(path);
  const parsed = tenantFile.safeParse(jsonOf(text));
  if (!parsed.success)
    return wrong(`The tenant's settings are not valid:\n${explain(parsed.error)}`);
  const made = await putTenant(database, parsed.data, now());
  say(
    `${parsed.data.id} ${made ? "made" : "changed"}; a gateway that runs follows within ten seconds`,
  );
}

async function show({ database, say }: Desk, tenant: string): Promise<void> {
  const settings = await readTenant(database, tenant);
  if (settings === null) wrong(`There is no tenant ${tenant}`);
  say(JSON.stringify(settings, null, 2));
}

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return wrong(`${path} cannot be read`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return wrong("That is not JSON");
  }
}
