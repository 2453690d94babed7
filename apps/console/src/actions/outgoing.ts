import type { ConsoleEntry } from "@aside/protocol";
import { withKey, type ConsoleState, type Outgoing } from "../store/state.ts";

/** What is in the journal is no longer on its way. */
export function confirmOutgoing(
  state: ConsoleState,
  conversation: string,
  entries: readonly ConsoleEntry[],
): ConsoleState {
  const outgoing = state.outgoing.get(conversation);
  if (outgoing === undefined) return state;
  const ids = new Set(
    entries.flatMap(({ frame }) => (frame.type === "message" ? [frame.message.id] : [])),
  );
  return withOutgoing(
    state,
    conversation,
    outgoing.filter((one) => !ids.has(one.id)),
  );
}

export function withOutgoing(
  state: ConsoleState,
  conversation: string,
  outgoing: readonly Outgoing[],
): ConsoleState {
  const next = outgoing.length === 0 ? null : outgoing;
  return { ...state, outgoing: withKey(state.outgoing, conversation, next) };
}

export function changeOutgoing(
  state: ConsoleState,
  conversation: string,
  id: string,
  change: Partial<Outgoing> | null,
): ConsoleState {
  const outgoing = state.outgoing.get(conversation) ?? [];
  const next = outgoing.flatMap((one) => {
    if (one.id !== id) return [one];
    return change === null ? [] : [{ ...one, ...change }];
  });
  return withOutgoing(state, conversation, next);
}
