import type { Database } from "@aside/postgres";
import { tenantFile, type TenantFile } from "./tenant-file.ts";

/** Makes or replaces a tenant's settings. @returns whether it is new */
export async function putTenant(database: Database, file: TenantFile): Promise<boolean> {
  const {
    id,
    name,
    colour,
    greeting,
    region,
    origins,
    templates,
    replies,
    defaults,
    detection,
    chat,
  } = file;
  const [row] = await database.withTenant(
    id,
    (sql) => sql<{ made: boolean }[]>`
      insert into tenant (tenant, name, colour, greeting, region, origins, templates, replies, defaults,
        detection, chat)
      values (${id}, ${name}, ${colour}, ${greeting}, ${region}, ${origins}::text[], ${sql.json(templates)},
        ${sql.json(replies)}, ${sql.json(defaults)}, ${sql.json(detection)}, ${sql.json(chat)})
      on conflict (tenant) do update set name = excluded.name, colour = excluded.colour, greeting = excluded.greeting,
        region = excluded.region, origins = excluded.origins, templates = excluded.templates,
        replies = excluded.replies, defaults = excluded.defaults,
        detection = excluded.detection, chat = excluded.chat
      returning xmax = 0 as made`,
  );
  return row?.made ?? false;
}

/** The settings as a file of `gateway tenant put`; null where there is no such tenant. */
export async function readTenant(database: Database, id: string): Promise<TenantFile | null> {
  const [row] = await database.withTenant(
    id,
    (sql) => sql`
      select tenant as id, name, colour, greeting, region, origins, templates, replies, defaults, detection, chat
      from tenant where tenant = ${id}`,
  );
  return row === undefined ? null : tenantFile.parse(row);
}
