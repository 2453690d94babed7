import type {
  AmendedFrame,
  CaptureView,
  Cut,
  StatusWord,
  StrayFrame,
  ToWidget,
} from "@aside/protocol";

/** `refused`: the gateway will not have this session. `connecting` also stands for the backlog on its way. */
export type LinkState = "connecting" | "live" | "offline" | "refused";

export type Capture = Omit<CaptureView, "result">;

export type MessageEntry = {
  kind: "message";
  key: string;
  seq: number;
  at: number;
  from: "customer" | "agent";
  name: string | null;
  text: string;
  cuts: readonly Cut[];
  /** What became of what was cut out of it. */
  stray: StrayFrame | null;
  /** It reads otherwise than it was sent. */
  amended: AmendedFrame["why"] | null;
  /** The seq of the frame that last changed it after it came; 0 for none. */
  changedAt: number;
};

export type PresenceEntry = {
  kind: "joined" | "left";
  key: string;
  seq: number;
  at: number;
  name: string | null;
};

export type CaptureEntry = {
  kind: "capture";
  key: string;
  seq: number;
  at: number;
  /** The seq of the frame that brought the newest status. */
  latest: number;
  capture: Capture;
  /** The entry fence is closed: a ticket is given. */
  ready: boolean;
  display: string | null;
  /** It was paid with, and authorised. */
  paid?: true;
};

export type Entry = MessageEntry | PresenceEntry | CaptureEntry;
export type Welcome = Extract<ToWidget, { type: "welcome" }>;

export type ChatState = {
  link: LinkState;
  welcome: Welcome | null;
  /** In the order of the journal. */
  entries: readonly Entry[];
  lastSeq: number;
  /** Up to which seq an agent has read, and up to which the customer has. */
  agentReadUpTo: number;
  readUpTo: number;
  agentTyping: boolean;
  agentName: string | null;
  closed: boolean;
  /** It takes nothing more of the customer's: only a new one does. */
  full: boolean;
  /** The server's clock less this computer's, in ms. */
  skew: number;
};

export const emptyChat: ChatState = {
  link: "connecting",
  welcome: null,
  entries: [],
  lastSeq: 0,
  agentReadUpTo: 0,
  readUpTo: 0,
  agentTyping: false,
  agentName: null,
  closed: false,
  full: false,
  skew: 0,
};

const ENDED: readonly StatusWord[] = ["completed", "declined", "cancelled", "expired", "failed"];

export function hasEnded(capture: Capture): boolean {
  return ENDED.includes(capture.status);
}

/** The capture that is on, if one is. A conversation has one at most. */
export function activeCapture(state: ChatState): CaptureEntry | null {
  for (const entry of state.entries) {
    if (entry.kind === "capture" && !hasEnded(entry.capture)) return entry;
  }
  return null;
}

/** How many lines of the agent, and offers of a form, the customer has not seen. */
export function unreadCount(state: ChatState): number {
  return state.entries.filter(
    (entry) =>
      entry.seq > state.readUpTo &&
      ((entry.kind === "message" && entry.from === "agent") ||
        (entry.kind === "capture" && !hasEnded(entry.capture))),
  ).length;
}

/** Whether a capture is on, or was on at some time after `seq`. */
export function captureSince(state: ChatState, seq: number): boolean {
  return (
    activeCapture(state) !== null ||
    state.entries.some((entry) => entry.kind === "capture" && entry.latest > seq)
  );
}

/** The newest message whose cut spans wait for the customer's word. */
export function waitingStray(state: ChatState): MessageEntry | null {
  const waiting = state.entries.findLast(
    (entry) => entry.kind === "message" && entry.stray?.state === "waiting",
  );
  return waiting?.kind === "message" && !state.closed ? waiting : null;
}
