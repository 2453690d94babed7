import { leafHash, type Range, rangeHash } from "@aside/audit-log";
import type { Sql } from "@aside/postgres";
import { sha256 } from "@aside/service";
import { AuditError } from "./errors.ts";

/** Sizes of the subtrees whose roots are stored. */
export const STORED_LEAVES: readonly number[] = [2 ** 8, 2 ** 16, 2 ** 24, 2 ** 32];

/**
 * The hashes of subtrees, from stored roots and at most 510 leaves for each stored size: no matter how long the log is.
 *
 * @throws AuditError `log_differs` where a row is missing
 */
export async function readHashes(
  sql: Sql,
  tenant: string,
  ranges: readonly Range[],
): Promise<Uint8Array[]> {
  const wanted = ranges.flatMap(parts);
  const sizes = new Set(wanted.map(({ from, to }) => to - from));
  const found = new Map<string, Uint8Array>();
  for (const leaves of sizes) {
    const indexes = wanted
      .filter(({ from, to }) => to - from === leaves)
      .map(({ from }) => from / leaves);
    const rows =
      leaves === 1
        ? await sql<{ index: number; hash: Uint8Array }[]>`
            select number - 1 as index, hash from audit_entry
            where tenant = ${tenant} and number = any(${indexes.map((index) => index + 1)})`
        : await sql<{ index: number; hash: Uint8Array }[]>`
            select index, hash from audit_node
            where tenant = ${tenant} and leaves = ${leaves} and index = any(${indexes})`;
    for (const { index, hash } of rows) {
      const key = keyOf({ from: index * leaves, to: (index + 1) * leaves });
      found.set(key, leaves === 1 ? leafHash(hash, sha256) : hash);
    }
  }
  return ranges.map((range) => {
    const hash = rangeHash(range, (part) => found.get(keyOf(part)), sha256);
    if (hash === null) throw new AuditError("log_differs");
    return hash;
  });
}

/** The stored subtrees and leaves that a range is made of. */
function parts({ from, to }: Range): Range[] {
  const made: Range[] = [];
  for (let at = from; at < to;) {
    const leaves = STORED_LEAVES.findLast((size) => at % size === 0 && at + size <= to) ?? 1;
    made.push({ from: at, to: at + leaves });
    at += leaves;
  }
  return made;
}

function keyOf({ from, to }: Range): string {
  return `${from} ${to}`;
}
