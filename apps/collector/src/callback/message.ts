import { type Callback, callbackReply, MOST_CALLBACKS } from "@aside/protocol";
import type { Letter } from "./outbox.ts";

/** Below the 20 KB that receivers of Standard Webhooks take. */
const MOST_BYTES = 16_000;

/**
 * Which letters go into one message: of several captures, each capture's all in one. What was refused before goes alone from then on, so that
 * one letter that is never taken holds up no other capture's.
 *
 * @param groups each the letters of one capture, in order
 */
export function messagesOf(groups: readonly (readonly Letter[])[]): Letter[][] {
  const messages: Letter[][] = [];
  let open: Letter[] = [];
  let count = 0;
  let bytes = 0;
  for (const group of groups) {
    if (group.some((letter) => letter.attempts > 1)) {
      messages.push([...group]);
      continue;
    }
    const callbacks = group.flatMap(linesOf);
    const size = callbacks.reduce((sum, text) => sum + Buffer.byteLength(text) + 64, 0);
    if (count + callbacks.length > MOST_CALLBACKS || bytes + size > MOST_BYTES) {
      messages.push(open);
      open = [];
      count = 0;
      bytes = 0;
    }
    open.push(...group);
    count += callbacks.length;
    bytes += size;
  }
  return [...messages, open].filter((letters) => letters.length > 0);
}

/** The body of a message; see `callbackMessage` of the protocol. A letter's payload is JSON already. */
export function messageOf(letters: readonly Letter[]): string {
  const callbacks = letters.flatMap((letter) =>
    linesOf(letter).map((text, place) => `{"id":"${nameOf(letter, place)}","callback":${text}}`),
  );
  return `{"callbacks":[${callbacks.join(",")}]}`;
}

/** What a letter holds: JSON, one callback a line. */
export function payloadOf(...callbacks: readonly Callback[]): string {
  return callbacks.map((each) => JSON.stringify(each)).join("\n");
}

function linesOf({ payload }: Letter): string[] {
  return payload.split("\n");
}

/** The id under which the gateway knows a letter's callback. A database that was put back counts from an older number: the time tells them apart. */
function nameOf({ id, since }: Letter, place: number): string {
  return place === 0 ? `cb_${id}_${since}` : `cb_${id}_${since}_${place}`;
}

/** Those letters all of which the gateway took, as its answer says. */
export function takenOf(
  letters: readonly Letter[],
  status: number,
  text: string,
): ReadonlySet<Letter> {
  if (status === 204) return new Set(letters);
  const names = status === 200 ? namesIn(text) : new Set();
  return new Set(
    letters.filter((letter) =>
      linesOf(letter).every((_, place) => names.has(nameOf(letter, place))),
    ),
  );
}

function namesIn(text: string): ReadonlySet<string> {
  try {
    return new Set(callbackReply.parse(JSON.parse(text)).taken);
  } catch {
    return new Set();
  }
}
