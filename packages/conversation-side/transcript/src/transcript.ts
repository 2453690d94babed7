import { isCapturing, play, type JournaledEvent } from "@aside/session";
import { amend } from "./amend.ts";
import { capturedTypes } from "./captured-types.ts";

/**
 * Where a span comes from: a capture, the gateway's cut before the journal, or the detector at export; `generalised`: a
 * fact that would have pointed at a person together with others; `residual`: what only the second detector took.
 */
export type SpanSource = (typeof SPAN_SOURCES)[number];
export const SPAN_SOURCES = ["captured", "cut", "found", "generalised", "residual"] as const;

/** A sensitive span of a turn: UTF-16 offsets into its text. Parts of one value that was sent in pieces share `group`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly source: SpanSource;
  readonly group?: number | undefined;
}

export interface Turn {
  readonly speaker: "customer" | "agent";
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A conversation as two people's turns. A completed capture stands as one turn of the customer's, a placeholder a value. */
export interface Transcript {
  readonly conversation: string;
  readonly startedAt: number;
  readonly turns: readonly Turn[];
}

/** What is known of a conversation beside what was said. */
export interface About {
  /** The journal's number of each turn's event. */
  readonly seqs: readonly number[];
  /** Ids of the agents who had it. */
  readonly agents: readonly string[];
  /** How its captures ended. */
  readonly outcomes: readonly string[];
  /** A later event gave a turn another text than the journal has at the turn's own place. */
  readonly amended: boolean;
}

/** Runs the machine over a journal and keeps what was said: every message that was delivered, every completed capture. */
export function transcriptOf(
  conversation: string,
  events: Iterable<JournaledEvent>,
): Transcript & About {
  const turns: Turn[] = [];
  const seqs: number[] = [];
  const agents = new Set<string>();
  const outcomes = new Set<string>();
  let startedAt = 0;
  let captured = 0;
  let amended = false;
  const places = new Map<string, number>();
  for (const { event, before, after, actions } of play(events)) {
    startedAt = after.context.startedAt;
    if (after.context.agent !== null) agents.add(after.context.agent.id);
    for (const action of actions) {
      if (action.type !== "to agent") continue;
      if (action.frame.type !== "message") {
        const type: string = action.frame.type;
        if (type === "amended") amended = amend(turns, places, action.frame) || amended;
        continue;
      }
      const { from, message } = action.frame;
      const spans = message.cuts.map((cut) => ({ ...cut, source: "cut" as const }));
      places.set(message.id, turns.length);
      turns.push({ speaker: from, at: event.at, text: message.text, spans });
      seqs.push(event.seq);
    }
    const { capture } = after.context;
    if (capture === null || !isCapturing(before) || isCapturing(after)) continue;
    outcomes.add(capture.status);
    if (capture.status !== "completed") continue;
    captured += 1;
    turns.push(capturedTurn(event.at, capturedTypes(capture.template), captured));
    seqs.push(event.seq);
  }
  return {
    conversation,
    startedAt,
    turns,
    seqs,
    agents: [...agents],
    outcomes: [...outcomes],
    amended,
  };
}

/** A second capture is a second value: its placeholders say so. */
function capturedTurn(at: number, types: readonly string[], ordinal: number): Turn {
  let text = "";
  const spans = types.map((type): Span => {
    if (text !== "") text += ", ";
    const start = text.length;
    text += ordinal === 1 ? `[${type}]` : `[${type} ${ordinal}]`;
    return { start, end: text.length, type, source: "captured" };
  });
  return { speaker: "customer", at, text, spans };
}
