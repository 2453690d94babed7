import { JournalError } from "./errors.ts";
import type { Entry, Hint, JsonValue, Key } from "./journal.ts";

/** An entry and what goes to PostgreSQL of it. */
export interface Storable extends Key {
  readonly seq: number;
  readonly clientId: string | undefined;
  /** As JSON text. */
  readonly row: string;
  /** What other nodes are told. */
  readonly hint: string;
  /** Whether it changes the list of conversations or the webhooks'. */
  readonly listed: boolean;
}

/**
 * An entry with the text of the row that it becomes.
 *
 * @throws {JournalError} `wrong_entry` for a NUL or half a surrogate pair in a text (PostgreSQL has neither), for what is no JSON, and
 *   for keys that are not 1 to 64 letters, digits, `_` and `-`
 */
export function storable(entry: Entry): Storable {
  const { tenant, conversation, seq, at, clientId, event, index, announce } = entry;
  const fits =
    isName(tenant) &&
    isName(conversation) &&
    isWhole(seq, 1) &&
    isWhole(at, 0) &&
    (clientId === undefined || (clientId.length > 0 && clientId.length <= 200)) &&
    event !== undefined;
  if (!fits)
    throw new JournalError(
      "wrong_entry",
      "an entry's tenant, conversation, sequence number, time, client id or event is not as it must be",
    );
  // Put together by hand: of names and whole numbers the JSON is known, and only what was written needs a search.
  const row =
    `{"tenant":"${tenant}","conversation":"${conversation}","seq":${seq},"at":${at}` +
    (clientId === undefined ? "" : `,"client_id":${jsonOf(clientId)}`) +
    `,"event":${jsonOf(event)}` +
    (index === undefined ? "" : `,"index":${jsonOf({ ...index })}`) +
    (announce === undefined ? "}" : `,"announce":${announce}}`);
  return {
    tenant,
    conversation,
    seq,
    clientId,
    row,
    hint: hintOf(entry),
    listed: index !== undefined || announce === true,
  };
}

/** The line of a hint: see `parseHints`. */
export function hintOf({ tenant, conversation, seq }: Hint): string {
  return `${tenant} ${conversation} ${seq}`;
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
