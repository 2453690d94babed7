import type {
  AgentView,
  AmendedFrame,
  CaptureStep,
  CaptureView,
  Message,
  Page,
  Phase,
  StrayFrame,
} from "@aside/protocol";

/** What an agent knows of one conversation, folded from its console entries and from nothing else. */
export interface Conversation {
  readonly id: string;
  readonly seq: number;
  readonly startedAt: number | null;
  readonly customer: { readonly name: string | null; readonly online: boolean };
  readonly page: Page | null;
  readonly phase: Phase;
  readonly step: CaptureStep | null;
  readonly agent: AgentView | null;
  /** The server's time of the customer's last sign of typing; null once the message came or a capture began. */
  readonly typingAt: number | null;
  /** The customer has read up to here. */
  readonly readUpTo: number;
  readonly items: readonly StreamItem[];
  readonly captures: readonly CaptureTrack[];
  readonly notes: readonly Note[];
}

export interface Note {
  readonly seq: number;
  readonly at: number;
  readonly agent: AgentView;
  readonly message: Message;
}

/** A capture and how far it has come; `needs_more_time` moves no step. */
export interface CaptureTrack {
  readonly view: CaptureView;
  readonly reached: 0 | 1 | 2 | 3;
  readonly askedForTime: boolean;
  readonly entrySeq: number;
  readonly entryAt: number;
  readonly exitSeq: number | null;
  readonly exitAt: number | null;
}

export type ConversationEvent =
  | { readonly type: "started" | "queued" | "wrapped-up" | "reopened" | "closed" | "left" }
  | { readonly type: "took" | "transferred" | "closed-by"; readonly agent: AgentView }
  | { readonly type: "named"; readonly name: string };

export type StreamItem = { readonly seq: number; readonly at: number } & (
  | {
      readonly kind: "message";
      readonly from: "customer" | "agent";
      readonly agent: AgentView | null;
      readonly message: Message;
      /** What became of what was cut out of it. */
      readonly stray?: StrayFrame;
      /** It reads otherwise than it was told first. */
      readonly amended?: AmendedFrame["why"];
    }
  | { readonly kind: "note"; readonly agent: AgentView; readonly message: Message }
  | { readonly kind: "event"; readonly event: ConversationEvent }
  | { readonly kind: "fence"; readonly capture: CaptureView }
  | { readonly kind: "result"; readonly capture: CaptureView }
);

export function emptyConversation(id: string): Conversation {
  return {
    id,
    seq: 0,
    startedAt: null,
    customer: { name: null, online: false },
    page: null,
    phase: "waiting",
    step: null,
    agent: null,
    typingAt: null,
    readUpTo: 0,
    items: [],
    captures: [],
    notes: [],
  };
}

/** The capture that is on, if one is. */
export function runningCapture(conversation: Conversation): CaptureTrack | null {
  const last = conversation.captures.at(-1);
  return last !== undefined && last.exitSeq === null ? last : null;
}
