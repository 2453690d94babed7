import type { QueueEntry } from "@aside/protocol";
import type { Api } from "../net/api.ts";
import type { Connect, Connection } from "../net/connection.ts";
import type { Observable } from "../store/observable.ts";
import type { ConsoleState } from "../store/state.ts";

/** The outside of the console's behaviour; tests put in their own. */
export interface Ports {
  readonly api: Api;
  readonly connect: Connect;
  readonly now: () => number;
  /** 16 random bytes. */
  readonly random: () => Uint8Array;
  /** Calls once, soon: the next frame. Many calls in between are the caller's to gather. */
  readonly soon: (run: () => void) => void;
  /** Calls once after a time. */
  readonly later: (run: () => void, milliseconds: number) => void;
}

export interface Context {
  readonly ports: Ports;
  readonly store: Observable<ConsoleState>;
  /** The live connection, while signed in. */
  connection: Connection | null;
  /** The gateway says that nobody is signed in. */
  readonly sessionLost: () => void;
  readonly memory: Memory;
}

/** What no view shows and every verb of one console shares. */
export interface Memory {
  /** Who was signed in last: drafts stay for the same one only. */
  agent: string | null;
  typedAt: number;
  /** What was asked for and has no answer yet: a double click asks once. */
  readonly acting: Map<string, Promise<boolean>>;
  visible: boolean;
  /** Up to where the gateway was told that the agent has read. */
  readonly toldRead: Map<string, number>;
  gathered: QueueEntry[];
  /** When a screen reader last heard that somebody waits. */
  toldWaitingAt: number;
}

export function emptyMemory(): Memory {
  return {
    agent: null,
    typedAt: 0,
    acting: new Map(),
    visible: true,
    toldRead: new Map(),
    gathered: [],
    toldWaitingAt: -Infinity,
  };
}
