import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cardTemplate } from "@aside/fields";
import type { Bank } from "./bank.ts";
import { startSystem, type System } from "./system.ts";

/** An Aside whose card template pays by itself, at a bank on loopback. */
export async function startPayingSystem(bank: Bank): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), "aside-charge-"));
  const destinations = join(folder, "destinations.json");
  await writeFile(destinations, JSON.stringify({ destinations: [bank.destination] }));
  const system = await startSystem({ env: { ASIDE_COLLECTOR_DESTINATIONS: destinations } });
  const file = join(folder, "tenant.json");
  const template = { ...cardTemplate, charge: { destination: "bank" } };
  const origins = [system.gateway.url];
  const tenant = { id: "demo", name: "Northwind", origins, templates: [template] };
  await writeFile(file, JSON.stringify(tenant));
  await system.operate("tenant", "put", file);
  return {
    ...system,
    async stop() {
      await system.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
