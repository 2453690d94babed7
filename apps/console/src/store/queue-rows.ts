import type { QueueEntry } from "@aside/protocol";
import type { SectionName, Sections } from "./queue.ts";

export type QueueRow =
  | { readonly kind: "section"; readonly name: SectionName; readonly count: number }
  | { readonly kind: "entry"; readonly entry: QueueEntry };

/** The list as it is drawn: a heading for each section that has entries, its entries unless it is folded away. */
export function queueRows(of: Sections, folded: ReadonlySet<SectionName>): readonly QueueRow[] {
  const rows: QueueRow[] = [];
  for (const name of ["mine", "waiting", "others"] as const) {
    const entries = of[name];
    if (entries.length === 0) continue;
    rows.push({ kind: "section", name, count: entries.length });
    if (folded.has(name)) continue;
    for (const entry of entries) rows.push({ kind: "entry", entry });
  }
  return rows;
}
