import type { Sql } from "@aside/postgres";
import { appendColumns, appendStatement } from "../src/append-statement.ts";
import type { Position } from "../src/journal.ts";
import { storable } from "../src/storable.ts";

/** The plan of the statement that `build` sends; explained, not run. */
export async function explain(sql: Sql, build: (sql: Sql) => unknown): Promise<string> {
  let plan: Promise<{ "QUERY PLAN": string }[]> | undefined;
  const explaining = new Proxy(sql, {
    apply: (target, self, [strings, ...values]: [TemplateStringsArray, ...never[]]) => {
      const tagged = strings.raw !== undefined && /^\s*(with|select)\b/.test(strings[0] ?? "");
      if (!tagged) return Reflect.apply(target, self, [strings, ...values]);
      const parts = [`explain ${strings[0]}`, ...strings.slice(1)];
      plan = Reflect.apply(target, self, [Object.assign(parts, { raw: parts }), ...values]);
      return Promise.resolve([]);
    },
  });
  await build(explaining);
  return ((await plan) ?? []).map((row) => row["QUERY PLAN"]).join("\n");
}

/** The plan of `journal_append`'s statement for a batch of one entry a position. */
export async function explainAppend(sql: Sql, positions: readonly Position[]): Promise<string> {
  const entries = positions.map((position) => storable({ ...position, seq: 51, at: 1, event: 1 }));
  const statement = appendColumns.reduce(
    (text, column, index) => text.replaceAll(`p_${column},`, `$${index + 1}::text,`),
    appendStatement,
  );
  const given = [
    entries.map((entry) => entry.tenant),
    entries.map((entry) => entry.conversation),
    entries.map((entry) => entry.seq),
    entries.map((entry) => entry.at),
    entries.map(() => ""),
    entries.map((entry) => entry.event),
    entries.map(() => 0),
  ].map((lines) => lines.join("\n"));
  const rows = await sql.unsafe<{ "QUERY PLAN": string }[]>(`explain ${statement}`, given);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
