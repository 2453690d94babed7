import type { Journal, Key, Row } from "@aside/journal";
import { conversationEvent, type JournaledEvent } from "@aside/session";
import { GatewayError } from "../errors.ts";

const PAGE = 1_000;

/**
 * A conversation's events after a number, oldest first, a page at a time.
 *
 * @throws {GatewayError} `event_unknown` where a newer version wrote them
 */
export async function* readEvents(
  journal: Journal,
  key: Key,
  after = 0,
): AsyncGenerator<JournaledEvent> {
  let last = after;
  for (;;) {
    const rows = await journal.read({ ...key, after: last, limit: PAGE });
    for (const row of rows) yield eventOf(row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** @throws {GatewayError} `event_unknown` */
export function eventOf(row: Row): JournaledEvent {
  const parsed = conversationEvent.safeParse(row.event);
  if (parsed.success) return { seq: row.seq, at: row.at, ...parsed.data };
  throw new GatewayError(
    "event_unknown",
    "the journal holds an event that this version does not know",
  );
}
