import type { QueueEntry } from "@aside/protocol";
import { messageParts } from "./message-parts.ts";

export type Queue = ReadonlyMap<string, QueueEntry>;
export type SectionName = "mine" | "waiting" | "others";

export interface Sections {
  readonly mine: readonly QueueEntry[];
  readonly waiting: readonly QueueEntry[];
  readonly others: readonly QueueEntry[];
}

/** Puts in what is newer than what is there. Returns the same map where nothing is. */
export function applyQueue(queue: Queue, entries: readonly QueueEntry[]): Queue {
  const newer = entries.filter((one) => one.seq >= (queue.get(one.conversation)?.seq ?? 0));
  if (newer.length === 0) return queue;
  const next = new Map(queue);
  for (const entry of newer) next.set(entry.conversation, entry);
  return next;
}

/**
 * Mine: who waits longest comes first, then those where I spoke last, newest first. Waiting: oldest first. Closed ones
 * are left out. The filter looks at the customer's name and the last line, without regard to case.
 */
export function sections(queue: Queue, me: string, filter: string): Sections {
  const mine: QueueEntry[] = [];
  const waiting: QueueEntry[] = [];
  const others: QueueEntry[] = [];
  const wanted = filter.trim().toLocaleLowerCase();
  for (const entry of queue.values()) {
    if (entry.phase === "closed" || !matches(entry, wanted)) continue;
    if (entry.agent === null) waiting.push(entry);
    else if (entry.agent.id === me) mine.push(entry);
    else others.push(entry);
  }
  mine.sort(byNeed);
  waiting.sort((a, b) => since(a) - since(b));
  others.sort(byNeed);
  return { mine, waiting, others };
}

/** The conversations in the order in which they are listed, for j and k. */
export function listed({ mine, waiting, others }: Sections): readonly QueueEntry[] {
  return [...mine, ...waiting, ...others];
}

/** The neighbour of a conversation in the list; the first where none is chosen; null in an empty list. */
export function neighbour(
  list: readonly QueueEntry[],
  current: string | null,
  by: 1 | -1,
): string | null {
  const index = list.findIndex((one) => one.conversation === current);
  const next = index === -1 ? 0 : Math.min(Math.max(index + by, 0), list.length - 1);
  return list[next]?.conversation ?? null;
}

function matches(entry: QueueEntry, wanted: string): boolean {
  if (wanted === "") return true;
  const text = `${entry.customer.name ?? ""} ${said(entry)} ${entry.agent?.name ?? ""}`;
  return text.toLocaleLowerCase().includes(wanted);
}

/** Without placeholders: they are shown in the reader's language, and in none here. */
function said({ last }: QueueEntry): string {
  if (last === null) return "";
  return messageParts(last)
    .map((part) => (part.kind === "cut" ? " " : part.text))
    .join("");
}

function byNeed(a: QueueEntry, b: QueueEntry): number {
  if (a.waitingSince !== null && b.waitingSince !== null) return a.waitingSince - b.waitingSince;
  if (a.waitingSince !== null) return -1;
  if (b.waitingSince !== null) return 1;
  return (b.last?.at ?? b.startedAt) - (a.last?.at ?? a.startedAt);
}

function since(entry: QueueEntry): number {
  return entry.waitingSince ?? entry.startedAt;
}
