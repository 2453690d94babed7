import { defaultsWith, type Defaults } from "@aside/anonymizer";
import type { Database } from "@aside/postgres";
import { builtInTemplates, templateSchema, type Template } from "@aside/fields";
import { regions, type ChatRules } from "@aside/policy";
import * as z from "zod";
import { GatewayError } from "../errors.ts";
import { chatRulesOf, chatSettings } from "./chat-settings.ts";
import {
  chatDetectors,
  detectionSettings,
  tenantDetection,
  type ChatDetectors,
  type TenantDetection,
} from "./detection-settings.ts";
import { reply } from "./tenant-file.ts";

const tenantRow = z.object({
  tenant: z.string(),
  name: z.string(),
  colour: z.string(),
  greeting: z.string(),
  region: z.enum(regions),
  origins: z.array(z.string()),
  templates: z.array(templateSchema),
  replies: z.array(reply),
  defaults: z.json(),
  detection: detectionSettings,
  chat: chatSettings.transform(chatRulesOf),
});

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly greeting: string;
  readonly region: (typeof regions)[number];
  /** Exact origins of pages that may hold the widget. */
  readonly origins: ReadonlySet<string>;
  /** The built-in ones and the tenant's own, by id; an own one replaces a built-in one of its name. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly replies: readonly { readonly shortcut: string; readonly text: string }[];
  /** What stands in exports in place of each kind of value. */
  readonly defaults: Defaults;
  /** What is found otherwise than by default. */
  readonly detection: TenantDetection;
  /** What looks at the open chat. */
  readonly detectors: ChatDetectors;
  /** What is cut out of the open chat, and what of it its customer may let through. */
  readonly chat: ChatRules;
}

export interface Tenants {
  /** Null where there is none of that id. Kept for ten seconds. */
  find(id: string): Promise<Tenant | null>;
  /** The same where it is at hand; undefined where it must be read. */
  kept(id: string): Tenant | undefined;
  /** Reads a tenant anew when it is asked for next: after a change made here. */
  forget(id: string): void;
}

interface Kept {
  readonly at: number;
  readonly asked: Promise<Tenant | null>;
  read: Tenant | undefined;
}

const KEPT = 10_000;
const MOST = 10_000;

export function createTenants(database: Database, now: () => number = Date.now): Tenants {
  const kept = new Map<string, Kept>();
  const fresh = (id: string) => {
    const known = kept.get(id);
    return known !== undefined && now() - known.at < KEPT ? known : undefined;
  };
  return {
    find(id) {
      const known = fresh(id);
      if (known !== undefined) return known.asked;
      const asked = load(database, id);
      const entry: Kept = { at: now(), asked, read: undefined };
      kept.set(id, entry);
      asked.then(
        (tenant) => (entry.read = tenant ?? undefined),
        () => kept.delete(id),
      );
      if (kept.size > MOST) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
      return asked;
    },
    kept: (id) => fresh(id)?.read,
    forget: (id) => void kept.delete(id),
  };
}

async function load(database: Database, id: string): Promise<Tenant | null> {
  const [row] = await database.withTenant(
    id,
    (sql) => sql`
      select tenant, name, colour, greeting, region, origins, templates, replies, defaults,
        detection, chat
      from tenant where tenant = ${id}`,
  );
  if (row === undefined) return null;
  const parsed = tenantRow.safeParse(row);
  if (!parsed.success)
    throw new GatewayError("templates_broken", `the settings of tenant ${id} are not valid`);
  const { tenant, origins, templates, defaults, detection, ...rest } = parsed.data;
  const all = [...builtInTemplates, ...templates];
  return {
    ...rest,
    id: tenant,
    defaults: defaultsWith(defaults),
    detection: tenantDetection(detection),
    detectors: chatDetectors(detection),
    origins: new Set(origins),
    templates: new Map(all.map((template) => [template.id, template])),
  };
}
