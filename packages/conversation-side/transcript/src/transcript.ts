import { isCapturing, play, type JournaledEvent } from "@aside/session";
import { capturedTypes } from "./captured-types.ts";

/** Where a span comes from: a capture, the gateway's cut before the journal, or the detector at export. */
export type SpanSource = "captured" | "cut" | "found";

/** A sensitive span of a turn: UTF-16 offsets into its text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly source: SpanSource;
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

/** Runs the machine over a journal and keeps what was said: every message that was delivered, every completed capture. */
export function transcriptOf(conversation: string, events: Iterable<JournaledEvent>): Transcript {
  const turns: Turn[] = [];
  let startedAt = 0;
  for (const { event, before, after, actions } of play(events)) {
    startedAt = after.context.startedAt;
    for (const action of actions) {
      if (action.type !== "to agent" || action.frame.type !== "message") continue;
      const { from, message } = action.frame;
      const spans = message.cuts.map((cut) => ({ ...cut, source: "cut" as const }));
      turns.push({ speaker: from, at: event.at, text: message.text, spans });
    }
    const { capture } = after.context;
    if (isCapturing(before) && !isCapturing(after) && capture?.status === "completed") {
      turns.push(capturedTurn(event.at, capturedTypes(capture.template)));
    }
  }
  return { conversation, startedAt, turns };
}

function capturedTurn(at: number, types: readonly string[]): Turn {
  let text = "";
  const spans = types.map((type): Span => {
    if (text !== "") text += ", ";
    const start = text.length;
    text += `[${type}]`;
    return { start, end: text.length, type, source: "captured" };
  });
  return { speaker: "customer", at, text, spans };
}
