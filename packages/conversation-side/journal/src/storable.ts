import { JournalError } from "./errors.ts";
import type { Entry, Hint, JsonValue, Key } from "./journal.ts";

/** An entry and what goes to PostgreSQL of it. */
export interface Storable extends Key {
  readonly seq: number;
  readonly at: number;
  readonly clientId: string | undefined;
  /** As JSON text, which is one line. */
  readonly event: string;
  /** What other nodes are told. */
  readonly hint: string;
  /** What it changes in the list of conversations or the webhooks': members of a JSON object. */
  readonly listed: string | undefined;
}

/**
 * An entry with the texts that PostgreSQL is given of it, none of which has a line end.
 *
 * @throws {JournalError} `wrong_entry` for a NUL or half a surrogate pair in a text (PostgreSQL has neither), for what is no JSON, for
 *   keys that are not 1 to 64 letters, digits, `_` and `-`, and for a client id of more than one line
 */
export function storable(entry: Entry): Storable {
  const { tenant, conversation, seq, at, clientId, event } = entry;
  const fits =
    isName(tenant) &&
    isName(conversation) &&
    isWhole(seq, 1) &&
    isWhole(at, 0) &&
    (clientId === undefined || isLine(clientId)) &&
    event !== undefined;
  if (!fits)
    throw new JournalError(
      "wrong_entry",
      "an entry's tenant, conversation, sequence number, time, client id or event is not as it must be",
    );
  return {
    tenant,
    conversation,
    seq,
    at,
    clientId,
    event: jsonOf(event),
    hint: hintOf(entry),
    listed: listedOf(entry),
  };
}

function listedOf({ tenant, conversation, seq, at, index, announce }: Entry): string | undefined {
  if (index === undefined && announce !== true) return undefined;
  const row = { tenant, conversation, seq, at, index: index && { ...index }, announce };
  return jsonOf(row).slice(1, -1);
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

function isLine(text: string): boolean {
  // Nearly all are such; the general expression takes several times as long.
  return /^[\w:.-]{1,200}$/.test(text) || /^[^\0\n\p{Surrogate}]{1,200}$/u.test(text);
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
