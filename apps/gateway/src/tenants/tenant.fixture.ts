import { DEFAULTS } from "@aside/anonymizer";
import { OPEN_CHAT } from "../screening/cut-out.ts";
import type { Tenant } from "./tenants.ts";

/** A tenant that has settled nothing. */
export const plainTenant: Tenant = {
  ...OPEN_CHAT,
  id: "demo",
  name: "Shop",
  colour: "#27425f",
  greeting: "",
  region: "default",
  origins: new Set(),
  templates: new Map(),
  replies: [],
  defaults: DEFAULTS,
  detection: { off: [], tenantPatterns: [], locale: "en" },
};
