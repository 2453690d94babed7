import { type Act, actResult, type Entry } from "@aside/audit-log";

export interface ActRow extends Omit<Act, "result"> {
  result: string;
}

export interface PendingRow extends ActRow {
  place: number;
  mac: Uint8Array;
}

export interface EntryRow extends ActRow {
  number: number;
  hash: Uint8Array;
}

/** Made once: a schema costs more to make than to use. */
const readResult = actResult.catch("failed");

/** The act that a row holds, and nothing else of the row. */
export function actOf(row: ActRow): Act {
  const { tenant, id, at, actor, action, subject, field, purpose, reference } = row;
  const result = readResult.parse(row.result);
  return { tenant, id, at, actor, action, subject, field, purpose, reference, result };
}

export function entryOf(row: EntryRow): Entry {
  return { ...actOf(row), number: row.number };
}
