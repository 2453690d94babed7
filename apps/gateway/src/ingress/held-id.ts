import { hash } from "node:crypto";

/**
 * The name under which the journal keeps a customer's message for a retry. Made from the message's id and not the id itself, for a
 * hostile client could write into an id what it wants to get past a capture.
 */
export function keptId(id: string): string {
  return `msg_${hash("sha256", id, "hex").slice(0, 26)}`;
}

/** Of texts that were only looked at, the regular expressions' last match is the last reference. */
export function forgetLastMatch(): void {
  EMPTY.test("");
}

const EMPTY = /^/;
