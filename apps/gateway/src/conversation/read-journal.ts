import type { Journal, Key, Row } from "@aside/journal";
import type { JournaledEvent } from "@aside/session";
import { conversationEvent } from "../compiled-schemas.ts";
import { GatewayError } from "../errors.ts";

const PAGE = 1_000;

/** An event as the journal holds it, not parsed yet. */
export type StoredEvent = Pick<Row, "seq" | "at" | "event">;

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

/** All events of several conversations, oldest first; one list each. They are all in memory. */
export async function readWhole(
  journal: Journal,
  keys: readonly Key[],
): Promise<readonly (readonly StoredEvent[])[]> {
  const lists = new Map(keys.map((key) => [key.conversation, new Array<StoredEvent>()]));
  let positions = keys.map((key) => ({ ...key, after: 0 }));
  while (positions.length > 0) {
    for (const { conversation, seq, at, event } of await journal.readMany(positions, PAGE))
      lists.get(conversation)?.push({ seq, at, event });
    positions = positions.flatMap(({ after, ...key }) => {
      const list = lists.get(key.conversation) ?? [];
      const last = list.at(-1)?.seq ?? after;
      return last - after < PAGE ? [] : [{ ...key, after: last }];
    });
  }
  return [...lists.values()];
}

/** @throws {GatewayError} `event_unknown` */
export function eventOf({ seq, at, event }: StoredEvent): JournaledEvent {
  const parsed = conversationEvent.safeParse(event);
  if (parsed.success) return { seq, at, ...parsed.data };
  throw new GatewayError(
    "event_unknown",
    "the journal holds an event that this version does not know",
  );
}
