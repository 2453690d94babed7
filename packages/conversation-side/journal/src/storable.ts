import { JournalError } from "./errors.ts";
import type { Entry, JsonValue, Key } from "./journal.ts";

/** An entry as the row that goes to PostgreSQL, its JSON as text. */
export interface Storable extends Key {
  readonly seq: number;
  readonly at: number;
  readonly clientId: string | null;
  readonly eventText: string;
  readonly phase: string | null;
  readonly agent: string | null;
  readonly dueAt: number | null;
  readonly summaryText: string | null;
  readonly announce: "t" | "f";
}

/**
 * An entry with its event and summary as the text that PostgreSQL takes as `jsonb`.
 *
 * @throws {JournalError} `wrong_entry` for a NUL or half a surrogate pair in a text (jsonb has neither), for what is no JSON, and for
 *   keys that are not 1 to 64 letters, digits, `_` and `-`
 */
export function storable(entry: Entry): Storable {
  const { tenant, conversation, seq, at, clientId, index } = entry;
  const fits =
    isName(tenant) &&
    isName(conversation) &&
    isWhole(seq, 1) &&
    isWhole(at, 0) &&
    (clientId === undefined || (clientId.length > 0 && clientId.length <= 200 && isText(clientId)));
  if (!fits)
    throw new JournalError(
      "wrong_entry",
      "an entry's tenant, conversation, sequence number, time or client id is not as it must be",
    );
  return {
    tenant,
    conversation,
    seq,
    at,
    clientId: clientId ?? null,
    eventText: jsonOf(entry.event),
    phase: index?.phase ?? null,
    agent: index?.agent ?? null,
    dueAt: index?.dueAt ?? null,
    summaryText: index === undefined ? null : jsonOf(index.summary),
    announce: entry.announce === true ? "t" : "f",
  };
}

/** @throws {JournalError} `wrong_entry` */
export function jsonOf(value: JsonValue): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined || (text.includes("\\u") && hasUnstorable(text))) {
    throw new JournalError(
      "wrong_entry",
      "an event holds a NUL, half a surrogate pair or what is no JSON",
    );
  }
  return text;
}

// JSON.stringify writes \ud800 to \udfff for a half pair only, and \u0000 for NUL; a backslash of the text itself is doubled.
function hasUnstorable(text: string): boolean {
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text);
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

function isText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
