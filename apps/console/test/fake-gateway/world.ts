import type {
  AgentView,
  CaptureView,
  ConsoleEntry,
  ConsoleFrame,
  QueueEntry,
} from "@aside/protocol";
import { createId } from "@aside/protocol";

export const ANNA: AgentView = { id: "agt_anna", name: "Anna Berg", role: "agent" };
export const BEN: AgentView = { id: "agt_ben", name: "Ben Okafor", role: "agent" };
export const CARA: AgentView = { id: "agt_cara", name: "Cara Lindt", role: "supervisor" };

export interface FakeConversation {
  entry: QueueEntry;
  readonly entries: ConsoleEntry[];
  capture: CaptureView | null;
}

/** Conversations as a gateway would hold them; `told` hears every change. */
export interface World {
  readonly conversations: Map<string, FakeConversation>;
  start(customer: string | null, at: number): string;
  /** One event: all its frames have one seq. */
  push(id: string, frames: readonly ConsoleFrame[], at?: number): number;
  say(id: string, from: "customer" | "agent", text: string, at?: number, agent?: AgentView): void;
  phase(id: string, phase: QueueEntry["phase"], agent: AgentView | null, at?: number): void;
  /** Names who did, where that is not its agent. */
  close(id: string, by: AgentView): void;
  capture(id: string, change: Partial<CaptureView>, at?: number): void;
}

export interface Told {
  entries(id: string, entries: readonly ConsoleEntry[]): void;
  queue(entry: QueueEntry): void;
}

let counter = 0;

/** Ids that are the same in every run. */
export function fakeId(prefix: string): string {
  counter += 1;
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, Math.imul(counter, 2654435761));
  new DataView(bytes.buffer).setUint32(8, counter);
  return createId(prefix, bytes);
}

export function createWorld(told: Told, now: () => number): World {
  const conversations = new Map<string, FakeConversation>();

  const get = (id: string): FakeConversation => {
    const found = conversations.get(id);
    if (found === undefined) throw new Error(`no conversation ${id}`);
    return found;
  };

  const world: World = {
    conversations,
    start(customer, at) {
      const id = fakeId("cnv");
      const entry: QueueEntry = {
        conversation: id,
        seq: 0,
        phase: "waiting",
        customer: { name: customer, online: true },
        agent: null,
        startedAt: at,
        waitingSince: null,
        last: null,
        unread: 0,
      };
      conversations.set(id, { entry, entries: [], capture: null });
      const page = {
        title: "Checkout · Northwind Outfitters",
        url: "https://shop.example/checkout?step=pay",
      };
      world.push(
        id,
        [
          { type: "started", customer, page },
          { type: "phase", phase: "waiting", step: null, agent: null },
          { type: "customer-online", online: true },
        ],
        at,
      );
      return id;
    },
    push(id, frames, at = now()) {
      const one = get(id);
      const seq = one.entry.seq + 1;
      const made = frames.map((frame): ConsoleEntry => ({ seq, at, frame }));
      one.entries.push(...made);
      one.entry = { ...one.entry, seq };
      told.entries(id, made);
      told.queue(one.entry);
      return seq;
    },
    say(id, from, text, at = now(), agent = ANNA) {
      const one = get(id);
      const spoken = from === "customer";
      one.entry = {
        ...one.entry,
        last: { from, ...(spoken ? {} : { agent }), text: text.slice(0, 140), cuts: [], at },
        unread: spoken ? one.entry.unread + 1 : 0,
        waitingSince: spoken ? (one.entry.waitingSince ?? at) : null,
      };
      const message = { id: fakeId("msg"), text, cuts: [] };
      world.push(id, [{ type: "message", from, ...(spoken ? {} : { agent }), message }], at);
    },
    phase(id, phase, agent, at = now()) {
      const one = get(id);
      one.entry = { ...one.entry, phase, agent };
      world.push(id, [{ type: "phase", phase, step: null, agent }], at);
    },
    close(id, by) {
      const one = get(id);
      const { agent } = one.entry;
      one.entry = { ...one.entry, phase: "closed" };
      const frame = { type: "phase", phase: "closed", step: null, agent } as const;
      world.push(id, [agent?.id === by.id ? frame : { ...frame, by }]);
    },
    capture(id, change, at = now()) {
      const one = get(id);
      if (one.capture === null) throw new Error("no capture");
      one.capture = { ...one.capture, ...change };
      const over = ["completed", "declined", "cancelled", "expired", "failed"].includes(
        one.capture.status,
      );
      one.entry = { ...one.entry, phase: over ? "open" : "capture" };
      const step = one.capture.status === "submitted" ? "deciding" : "collecting";
      world.push(
        id,
        [
          { type: "capture", capture: one.capture },
          {
            type: "phase",
            phase: over ? "open" : "capture",
            step: over ? null : step,
            agent: one.entry.agent,
          },
        ],
        at,
      );
      if (over) one.capture = null;
    },
  };
  return world;
}
