import type { Database } from "@aside/postgres";
import { noteDetection, readDetectionIn } from "../administration/put-detection.ts";
import { tenantFile, type TenantFile } from "./tenant-file.ts";

/** Makes or replaces a tenant's settings; a change of what is detected is put on record. @returns whether it is new */
export async function putTenant(
  database: Database,
  file: TenantFile,
  now: number,
): Promise<boolean> {
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
  return await database.withTenant(id, async (sql) => {
    const before = await readDetectionIn(sql, id);
    const [row] = await sql<{ made: boolean }[]>`
      insert into tenant (tenant, name, colour, greeting, region, origins, templates, replies, defaults,
        detection, chat)
      values (${id}, ${name}, ${colour}, ${greeting}, ${region}, ${origins}::text[], ${sql.json(templates)},
        ${sql.json(replies)}, ${sql.json(defaults)}, ${sql.json(detection)}, ${sql.json(chat)})
      on conflict (tenant) do update set name = excluded.name, colour = excluded.colour, greeting = excluded.greeting,
        region = excluded.region, origins = excluded.origins, templates = excluded.templates,
        replies = excluded.replies, defaults = excluded.defaults,
        detection = excluded.detection, chat = excluded.chat
      returning xmax = 0 as made`;
    const to = { detection, chat };
    if (before !== null)
      await noteDetection(sql, id, { before, to, by: { kind: "operator" }, at: now });
    return row?.made ?? false;
  });
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
