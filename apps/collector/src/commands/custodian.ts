import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import { tenantId } from "@aside/protocol";
import { ServiceError } from "@aside/service";
import { inviteCustodian, listCustodians, removeCustodian } from "../reveal/custodians.ts";
import { isTenant } from "../tenants.ts";

/**
 * `custodian invite TENANT NAME`, `custodian list TENANT`, `custodian remove TENANT ID`.
 *
 * @throws {ServiceError} `wrong_settings` with what is wrong
 */
export async function custodianCommand(
  desk: { database: Database; audit: Recorder; now: () => number; revealUrl: string | null },
  [verb, word, ...rest]: readonly string[],
): Promise<string> {
  const tenant = tenantId.safeParse(word);
  const [given] = rest;
  if (!tenant.success) return wrong(USAGE);
  if (!(await isTenant(desk.database, tenant.data))) return wrong("there is no such tenant");
  if (verb === "list") {
    const found = await listCustodians(desk.database, tenant.data);
    const lines = found.map(
      ({ id, name, enrolled }) => `${id}\t${enrolled ? "enrolled" : "invited"}\t${name}`,
    );
    return lines.join("\n") || "no custodians";
  }
  if (verb === "invite" && given !== undefined) {
    const name = rest.join(" ").trim();
    if (!/^[\p{L}\p{M} .'-]{1,60}$/u.test(name)) return wrong("a name of letters, at most 60");
    if (desk.revealUrl === null) return wrong("ASIDE_REVEAL_URL is not set: the reveal is off");
    const { id, code } = await inviteCustodian(desk, tenant.data, name);
    return `${id} is invited. Once, within a day, on their own device:\n${desk.revealUrl}/reveal#enrol=${code}`;
  }
  if (verb === "remove" && given !== undefined)
    return (await removeCustodian(desk, tenant.data, given))
      ? `${given} is out`
      : wrong("there is no such custodian");
  return wrong(USAGE);
}

const USAGE =
  "custodian invite TENANT NAME, custodian list TENANT, or custodian remove TENANT CUSTODIAN";

function wrong(message: string): never {
  throw new ServiceError("wrong_settings", message);
}
