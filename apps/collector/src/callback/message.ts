import { callbackReply, MOST_CALLBACKS } from "@aside/protocol";
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
  let bytes = 0;
  for (const group of groups) {
    if (group.some((letter) => letter.attempts > 1)) {
      messages.push([...group]);
      continue;
    }
    const size = group.reduce((sum, { payload }) => sum + Buffer.byteLength(payload) + 64, 0);
    if (open.length + group.length > MOST_CALLBACKS || bytes + size > MOST_BYTES) {
      messages.push(open);
      open = [];
      bytes = 0;
    }
    open.push(...group);
    bytes += size;
  }
  return [...messages, open].filter((letters) => letters.length > 0);
}

/** The body of a message; see `callbackMessage` of the protocol. A letter's payload is JSON already. */
export function messageOf(letters: readonly Letter[]): string {
  const callbacks = letters.map(
    ({ id, payload }) => `{"id":"${nameOf(id)}","callback":${payload}}`,
  );
  return `{"callbacks":[${callbacks.join(",")}]}`;
}

/** The id under which the gateway knows a letter. */
export function nameOf(id: number): string {
  return `cb_${id}`;
}

/** The names of those that the gateway took, as its answer says. */
export function takenOf(
  letters: readonly Letter[],
  status: number,
  text: string,
): ReadonlySet<string> {
  if (status === 204) return new Set(letters.map(({ id }) => nameOf(id)));
  if (status !== 200) return new Set();
  try {
    return new Set(callbackReply.parse(JSON.parse(text)).taken);
  } catch {
    return new Set();
  }
}
