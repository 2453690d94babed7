import { JournalError } from "./errors.ts";
import type { Entry, JsonValue } from "./journal.ts";

/** An entry with its JSON as the text that goes to PostgreSQL. */
export interface Storable extends Entry {
  readonly eventText: string;
  readonly summaryText: string | null;
}

/**
 * An entry with its event and summary as the text that PostgreSQL takes as `jsonb`.
 *
 * @throws {JournalError} `wrong_entry` for a NUL or half a surrogate pair in a text (jsonb has neither), for what is no JSON, and for
 *   keys that are not 1 to 64 letters, digits, `_` and `-`
 */
export function storable(entry: Entry): Storable {
  const fits =
    isName(entry.tenant) &&
    isName(entry.conversation) &&
    isWhole(entry.seq, 1) &&
    isWhole(entry.at, 0) &&
    (entry.clientId === undefined ||
      (entry.clientId.length > 0 && entry.clientId.length <= 200 && isText(entry.clientId)));
  if (!fits)
    throw new JournalError(
      "wrong_entry",
      "an entry's tenant, conversation, sequence number, time or client id is not as it must be",
    );
  const summaryText = entry.index === undefined ? null : jsonOf(entry.index.summary);
  return { ...entry, eventText: jsonOf(entry.event), summaryText };
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
  return !hasUnstorable(JSON.stringify(text));
}
