import type { ExportView } from "@aside/protocol";
import type { ExportCounts } from "@aside/transcript";
import type { ExportJob } from "./export-jobs.ts";

/** An export as whoever may have it is told, with what this node knows of its progress beside what all nodes know. */
export function exportViewOf(
  job: ExportJob,
  here: { readonly looked: number | undefined; readonly sending: ExportCounts | undefined },
): ExportView {
  const { id, wish, conversations, messages, length, expiresAt, manifest, total } = job;
  return {
    id,
    wish,
    state: manifest !== null ? "complete" : here.sending === undefined ? job.state : "running",
    looked: here.looked ?? job.looked,
    total,
    conversations,
    messages,
    length,
    done: manifest !== null ? length : (here.sending?.done ?? 0),
    bytes: manifest?.manifest.bytes ?? null,
    expiresAt,
  };
}
