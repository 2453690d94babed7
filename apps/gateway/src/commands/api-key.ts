import { listKeys, makeKey, revokeKey } from "../tenants/api-keys.ts";
import { knownTenant, tenantOf, wrong } from "./arguments.ts";
import { nothingMore } from "./nothing-more.ts";
import type { OperatorCommand } from "./run-command.ts";

/** `api-key make TENANT NAME`, `api-key revoke TENANT NAME`, `api-key list TENANT`. */
export const apiKeyCommand: OperatorCommand = async (
  { database, say, now },
  [verb, word, ...rest],
) => {
  if (verb === "list") {
    nothingMore(rest);
    const keys = await listKeys(database, await knownTenant(database, word));
    if (keys.length === 0) say("no keys");
    for (const key of keys) say(`${key.name}\t${new Date(key.createdAt).toISOString()}`);
    return;
  }
  if (verb !== "make" && verb !== "revoke")
    wrong("api-key make TENANT NAME, api-key revoke TENANT NAME, or api-key list TENANT");
  const tenant = tenantOf(word);
  const [name, ...more] = rest;
  nothingMore(more);
  if (name === undefined || !/^[\w .-]{1,60}$/.test(name))
    return wrong("Which key? A name of letters, digits, spaces, . - _, at most 60");
  if (verb === "revoke") {
    if (!(await revokeKey(database, tenant, name))) wrong("There is no key of that name");
    say(`${name} opens nothing any more`);
    return;
  }
  const key = await makeKey(database, tenant, name, now());
  if (key === "no tenant") return wrong(`There is no tenant ${tenant}: tenant put makes one`);
  if (key === "taken") return wrong("There is a key of that name: revoke it first");
  say(key.secret);
};
