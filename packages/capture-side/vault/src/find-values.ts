import type { Recorder } from "@aside/audit";
import type { Database } from "@aside/postgres";
import type { Suite } from "@aside/seal";
import { actOf } from "./access.ts";
import type { CodeStore } from "./code-store.ts";
import type { TokenType } from "./token-type.ts";

/** Who opens, and for what: all of it goes on record. */
export interface UseName {
  tenant: string;
  /** A destination's id, or an operator's name. Never input of a person who is not signed in. */
  actor: string;
  /** The use it is for: one forward has one reference, whatever it opens and however often it is tried. */
  reference: string;
  /** A word such as `forward` or `reveal`. */
  purpose: string;
}

/** Which value: a token, and the field's name in its template; null names none, and nothing is found. */
export interface ValueName {
  token: string;
  field: string | null;
}

/** What opens a field, with both keys as they lay at one instant: a rewrap that goes on meanwhile does no harm. */
export interface FoundValue {
  id: string;
  tokenType: TokenType;
  keyClass: string;
  epoch: string | null;
  suite: Suite;
  schema: string;
  policy: string;
  fieldName: string | null;
  fieldClass: string | null;
  sealed: Uint8Array | null;
  dek: Uint8Array | null;
  root: string | null;
  kek: Uint8Array | null;
}

/**
 * Looks values up, takes `one_time` tokens and records what came of each: one round trip and one commit for all of them.
 *
 * @returns in their order; null for what is not there
 */
export async function findValues(
  use: UseName,
  names: readonly ValueName[],
  using: { database: Database; audit: Recorder; codes: CodeStore; now: number },
): Promise<(FoundValue | null)[]> {
  const { tenant, reference } = use;
  const { audit, codes, database, now } = using;
  const wanted = names.map(({ token, field }, place) => {
    const act = actOf({ ...use, at: now, action: "read", token, field, result: "done" });
    return {
      place,
      token,
      field,
      code: field !== null && codes.has({ tenant, token }),
      done: audit.cover(act),
      missed: audit.cover({ ...act, field: null, result: "not_found" }),
    };
  });
  // In one order, so that of two uses that take the same tokens neither waits for the other in a circle.
  const sorted = wanted.toSorted((a, b) => (a.token < b.token ? -1 : a.token > b.token ? 1 : 0));
  const rows = await database.once(
    (sql) => sql<(FoundValue & { place: number })[]>`
      select (w->>'place')::int as place, id, token_type as "tokenType", class as "keyClass", epoch, suite, schema, policy,
        field_name as "fieldName", field_class as "fieldClass", sealed, dek, root, kek
      from jsonb_array_elements(${JSON.stringify(sorted)}::text::jsonb) w
      cross join lateral vault_open(${now}, ${tenant}, w->>'token', w->>'field', ${reference}, (w->>'code')::boolean,
        w->'done', w->'missed')`,
  );
  return names.map((_, place) => rows.find((row) => row.place === place) ?? null);
}
