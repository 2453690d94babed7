import type { ToWidget, WidgetFrame } from "@aside/protocol";
import {
  hasEnded,
  type CaptureEntry,
  type ChatState,
  type Entry,
  type MessageEntry,
  type PresenceEntry,
} from "./chat-state.ts";

type FrameMessage = Extract<ToWidget, { type: "frame" }>;

/**
 * The conversation after one more frame. Live delivery, backlog and an echo of what is already there may overlap in any
 * order: a frame that is applied twice changes nothing.
 */
export function applyFrame(state: ChatState, message: FrameMessage): ChatState {
  const next = applied(state, message);
  return next.lastSeq >= message.seq ? next : { ...next, lastSeq: message.seq };
}

function applied(state: ChatState, { seq, at, frame }: FrameMessage): ChatState {
  switch (frame.type) {
    case "message":
      return withMessage(state, seq, at, frame);
    case "agent-joined":
      return withPresence(state, {
        kind: "joined",
        key: `joined-${seq}`,
        seq,
        at,
        name: frame.name,
      });
    case "agent-left": {
      const name = presentAt(state.entries, seq);
      return withPresence(state, { kind: "left", key: `left-${seq}`, seq, at, name });
    }
    case "agent-typing":
      return state.agentTyping ? state : { ...state, agentTyping: true };
    case "agent-read":
      return frame.upTo > state.agentReadUpTo ? { ...state, agentReadUpTo: frame.upTo } : state;
    case "capture":
      return { ...state, entries: placed(state.entries, captureEntry(state, seq, at, frame)) };
    case "amended":
      return changed(state, seq, (entry) => {
        const message = frame.messages.find(({ id }) => id === entry.key);
        if (message === undefined) return null;
        return { text: message.text, cuts: message.cuts, amended: frame.why };
      });
    case "stray":
      return changed(state, seq, ({ key }) => (key === frame.message ? { stray: frame } : null));
    case "closed":
      return { ...state, closed: true, agentTyping: false };
  }
}

function withPresence(state: ChatState, entry: PresenceEntry): ChatState {
  const entries = placed(state.entries, entry);
  const agentName = presentAt(entries, Infinity);
  return { ...state, entries, agentName, agentTyping: state.agentTyping && agentName !== null };
}

/** Who of the agents is there before `seq`. */
function presentAt(entries: readonly Entry[], seq: number): string | null {
  const last = entries.findLast(
    (entry) => entry.seq < seq && (entry.kind === "joined" || entry.kind === "left"),
  );
  return last?.kind === "joined" ? last.name : null;
}

function withMessage(
  state: ChatState,
  seq: number,
  at: number,
  frame: Extract<WidgetFrame, { type: "message" }>,
): ChatState {
  const known = state.entries.find(({ key }) => key === frame.message.id);
  // It came already, and was changed since.
  if (known?.kind === "message" && known.changedAt >= seq) return state;
  const entry: Entry = {
    kind: "message",
    key: frame.message.id,
    seq,
    at,
    from: frame.from,
    name: frame.name ?? null,
    text: frame.message.text,
    cuts: frame.message.cuts,
    stray: null,
    amended: null,
    changedAt: 0,
  };
  const entries = placed(state.entries, entry);
  return frame.from === "agent" ? { ...state, agentTyping: false, entries } : { ...state, entries };
}

/** Messages after a frame that speaks of them; an older frame than the one that changed them last changes nothing. */
function changed(
  state: ChatState,
  seq: number,
  change: (entry: MessageEntry) => Partial<MessageEntry> | null,
): ChatState {
  const entries = state.entries.map((entry) => {
    if (entry.kind !== "message" || entry.changedAt > seq) return entry;
    const next = change(entry);
    return next === null ? entry : { ...entry, ...next, changedAt: seq };
  });
  return { ...state, entries };
}

/** A capture keeps the place of its first frame until it ends, which is said where it ended; a frame that is older than what is known changes nothing. */
function captureEntry(
  state: ChatState,
  seq: number,
  at: number,
  frame: Extract<WidgetFrame, { type: "capture" }>,
): CaptureEntry {
  const known = state.entries.find(
    (entry): entry is CaptureEntry => entry.kind === "capture" && entry.key === frame.capture.id,
  );
  if (known && known.latest > seq) return known;
  const first = hasEnded(frame.capture) ? undefined : known;
  return {
    kind: "capture",
    key: frame.capture.id,
    seq: first?.seq ?? seq,
    at: first?.at ?? at,
    latest: seq,
    capture: frame.capture,
    ready: frame.ready,
    display: frame.display ?? null,
    ...(frame.paid && { paid: true }),
  };
}

function placed(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const others = entries.filter(({ key }) => key !== entry.key);
  const index = others.findIndex(({ seq }) => seq > entry.seq);
  return index < 0 ? [...others, entry] : others.toSpliced(index, 0, entry);
}
