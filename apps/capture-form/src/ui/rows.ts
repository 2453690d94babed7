import { partOfClass, territory, type ActiveField, type FieldClass } from "@aside/fields";

const PAIRS: readonly (readonly [FieldClass, FieldClass])[] = [["card.exp", "card.cvv"]];

/** Fields that stand side by side: expiry and code, and what a country writes on one line of its envelopes. */
export function rowsOf(fields: readonly ActiveField[], country: string): ActiveField[][] {
  const lines = territory(country)?.lines ?? [];
  const rows: ActiveField[][] = [];
  for (const active of fields) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row && before && belongTogether(before.field.class, active.field.class, lines))
      row.push(active);
    else rows.push([active]);
  }
  return rows;
}

function belongTogether(
  before: FieldClass,
  after: FieldClass,
  lines: readonly (readonly string[])[],
): boolean {
  if (PAIRS.some(([left, right]) => left === before && right === after)) return true;
  const left = partOfClass(before)?.letter;
  const right = partOfClass(after)?.letter;
  if (left === undefined || right === undefined || left === right) return false;
  return lines.some((line) => line.includes(left) && line.includes(right));
}
