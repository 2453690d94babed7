import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { findTenant } from "../tenants.ts";
import { apiKeyCommand } from "./api-key.ts";
import { custodianCommand } from "./custodian.ts";
import { tenantCommand } from "./tenant.ts";

const bank = {
  id: "harbour",
  name: "Harbour Bank",
  parentOrigins: ["https://www.harbour.example"],
};
let at: TestCollector;
let folder = "";
beforeAll(async () => {
  at = await startTestCollector();
  folder = await mkdtemp(join(tmpdir(), "aside-tenant-"));
});
afterAll(async () => {
  await at.stop();
  await rm(folder, { recursive: true, force: true });
});

async function put(tenant: unknown): Promise<string> {
  const path = join(folder, "tenant.json");
  await writeFile(path, JSON.stringify(tenant));
  return await tenantCommand(at.collector, ["put", path]);
}

test("a tenant is made from a file, disabled, and opened again", async () => {
  const { database } = at.collector;
  const whole = { ...bank, privacyUrl: null, locale: "en" };
  expect(await put(bank)).toBe("harbour is stored");
  expect(await findTenant(database, "harbour")).toEqual(whole);
  expect(JSON.parse(await tenantCommand(at.collector, ["show", "harbour"]))).toEqual(whole);
  await tenantCommand(at.collector, ["disable", "harbour"]);
  expect(await findTenant(database, "harbour")).toBeNull();
  await put(bank);
  expect(await findTenant(database, "harbour")).toEqual(whole);
});

test("a disabled tenant's API keys can be taken back, and none is made for it", async () => {
  await put(bank);
  await apiKeyCommand(at.collector, ["harbour"]);
  await tenantCommand(at.collector, ["disable", "harbour"]);
  await expect(apiKeyCommand(at.collector, ["harbour"])).rejects.toThrow("no such tenant");
  await expect(apiKeyCommand(at.collector, ["harbour", "revoke", "all"])).rejects.toThrow("verb");
  expect(await apiKeyCommand(at.collector, ["harbour", "revoke"])).toBe("1 keys taken back");
  await put(bank);
});

test("of a tenant that is mistyped there are no custodians, nor is one invited", async () => {
  const desk = { ...at.collector, revealUrl: "https://reveal.example" };
  for (const words of [
    ["list", "harbuor"],
    ["invite", "harbuor", "Ana"],
    ["remove", "harbuor", "cus_1"],
  ])
    await expect(custodianCommand(desk, words)).rejects.toThrow("there is no such tenant");
});

test("what is wrong is named by its place, and nothing is stored", async () => {
  const { database } = at.collector;
  await expect(put({ ...bank, id: "nowhere", parentOrigins: ["*"] })).rejects.toThrow(
    "parentOrigins.0",
  );
  await expect(put({ ...bank, id: "nowhere", extra: 1 })).rejects.toThrow("the whole");
  expect(await findTenant(database, "nowhere")).toBeNull();
  await expect(tenantCommand(at.collector, [])).rejects.toThrow("tenant put FILE");
  await expect(tenantCommand(at.collector, ["show", "nowhere"])).rejects.toThrow("no such tenant");
  await expect(tenantCommand(at.collector, ["put", join(folder, "none")])).rejects.toThrow(
    "cannot be read",
  );
});
