import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import type { System } from "../system/system.ts";
import { filesBelow } from "./files.ts";
import type { Sink } from "./search.ts";

const FORMATS = ["openai", "sharegpt", "jsonl", "csv", "text"];

/** Everything that an agent, an operator of the conversation side or a thief of its disk can read, but sockets and heaps. */
export async function agentSide(
  system: System,
  conversation: string,
  cookie: string,
): Promise<Sink[]> {
  const bearer = { authorization: `Bearer ${system.apiKey}` };
  const get = async (path: string, headers: Record<string, string>): Promise<Sink> => {
    const response = await fetch(system.gateway.url + path, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return { name: path, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  return [
    ...(await Promise.all([
      get(`/v1/conversations/${conversation}`, bearer),
      get(`/v1/conversations/${conversation}/replay`, { cookie }),
      ...FORMATS.map((format) => get(`/v1/export?format=${format}`, bearer)),
      get("/v1/export?format=jsonl&mode=surrogates", bearer),
      get("/v1/export?format=parquet", bearer).then(unpacked),
      ...FORMATS.map((format) =>
        get(`/v1/conversations/${conversation}/transcript?format=${format}`, bearer),
      ),
      get("/metrics", {}),
      get("/healthz", {}),
      get("/readyz", {}),
    ])),
    ...(await filesBelow("gateway data", join(system.data, "gateway"))),
    ...(await filesBelow("logs", join(system.data, "logs"))),
  ];
}

/** Its columns are compressed: what a reader of the file gets. */
async function unpacked({ name, bytes }: Sink): Promise<Sink> {
  const file = Uint8Array.from(bytes).buffer;
  const rows = await parquetReadObjects({ file });
  if (rows.length === 0) throw new Error(`${name}: no rows`);
  const text = JSON.stringify(rows, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return { name, bytes: Buffer.from(text) };
}
