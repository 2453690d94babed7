import type { Entry, Hint, Journal, Key } from "@aside/journal";
import {
  alarm,
  phaseOf,
  step,
  type ConversationEvent,
  type JournaledEvent,
  type Played,
  type Snapshot,
} from "@aside/session";
import type { RefusalCode } from "@aside/protocol";
import { leave } from "../egress/leave.ts";
import { GatewayError } from "../errors.ts";
import { hearEvent } from "../screening/screen-message.ts";
import { emptyConversation, type Conversation, type CustomerLine } from "./conversation.ts";
import { createInHand } from "./in-hand.ts";
import { eventOf, readEvents } from "./read-journal.ts";

/**
 * What a request comes to where the conversation stands: an answer, a refusal, or an event to append. `again` answers a repeated
 * request from the event that the first one became.
 */
export type Decision<R> =
  | { readonly answer: R }
  | { readonly refuse: RefusalCode }
  | {
      readonly event: ConversationEvent;
      readonly clientId?: string;
      /** The customer's tab that the answer tells of the event, so that no frame has to. */
      readonly answered?: CustomerLine | undefined;
      /** What must be durable before the event is; again where it is decided again. */
      readonly first?: (() => Promise<void>) | undefined;
      readonly done: (event: JournaledEvent, conversation: Conversation) => R;
      readonly again?: (first: JournaledEvent, conversation: Conversation) => R;
    };

export type Changed<R> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly code: RefusalCode };

export interface Conversations {
  /**
   * Decides a request and appends what it comes to; resolves once that is durable and delivered. One at a time for a conversation; decided
   * again where another node was quicker, and before a refusal, which must not rest on an old state.
   */
  change<R>(key: Key, decide: (conversation: Conversation) => Decision<R>): Promise<Changed<R>>;
  /** Does something while nothing is applied to the conversation. */
  within<R>(key: Key, action: (conversation: Conversation) => Promise<R> | R): Promise<R>;
  /** Events that other nodes appended. */
  hinted(hints: readonly Hint[]): void;
  /** Reads what hints may have missed. */
  sweep(): Promise<void>;
  /** Those in hand. */
  live(): Iterable<Conversation>;
  find(key: Key): Conversation | undefined;
  /** Lets go of those that nobody needs. */
  release(needed: (conversation: Conversation) => boolean): void;
}

/** What is done with a committed event. Must not throw and must not wait. */
export interface Outlets {
  /** On every node: to those connected here, but for the tab that hears of it by its answer. */
  deliver(conversation: Conversation, played: Played, answered?: CustomerLine): void;
  /** On the node that appended it: what it asks for. */
  carryOut(conversation: Conversation, played: Played): void;
  /** When the conversation came into hand. */
  loaded(conversation: Conversation): void;
  /** Whether a conversation that is not in hand is of interest, since a hint spoke of it. */
  wanted(key: Key): boolean;
  failed(conversation: Conversation, error: unknown): void;
}

const MOST_WAITING = 200;
const MOST_TRIES = 50;

export function createConversations(
  journal: Journal,
  outlets: Outlets,
  now: () => number = Date.now,
): Conversations {
  const inHand = createInHand();

  const slot = (key: Key): Conversation => {
    const known = inHand.find(key);
    if (known !== undefined) return known;
    const fresh = emptyConversation(key.tenant, key.conversation, now());
    inHand.take(fresh);
    return fresh;
  };

  const apply = (
    conversation: Conversation,
    event: JournaledEvent,
    { snapshot: after, actions }: Step,
    answered?: CustomerLine,
  ): Played => {
    const before = conversation.snapshot;
    conversation.snapshot = after;
    conversation.seq = event.seq;
    conversation.at = event.at;
    conversation.dueAt = alarm(after, event.at)?.at ?? null;
    hearEvent(conversation.screening.screen, event);
    const played = { event, before, after, actions };
    // What was committed before the conversation came into hand is no news; it only counts.
    if (conversation.loaded) outlets.deliver(conversation, played, answered);
    else leave(played, conversation.told);
    return played;
  };

  const readTail = async (conversation: Conversation) => {
    const key = { tenant: conversation.tenant, conversation: conversation.id };
    for await (const event of readEvents(journal, key, conversation.seq))
      apply(conversation, event, step(conversation.snapshot, event));
  };

  const load = async (conversation: Conversation) => {
    if (conversation.loaded) return;
    await readTail(conversation);
    conversation.loaded = true;
    outlets.loaded(conversation);
  };

  /** Lets the next one of a conversation begin. */
  const goOn = (conversation: Conversation) => {
    const next = conversation.waiting.shift();
    conversation.busy = next !== undefined;
    if (next !== undefined) next();
    else if (conversation.loaded && conversation.hinted > conversation.seq) catchUp(conversation);
  };

  /** One function from the request to what was delivered: each further one that waits costs a message a promise of its own. */
  const decideAndAppend = async <R>(
    conversation: Conversation,
    decide: (conversation: Conversation) => Decision<R>,
  ): Promise<Changed<R>> => {
    try {
      if (!conversation.loaded) await load(conversation);
      let refused = false;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const decision = decide(conversation);
        if ("answer" in decision) return { ok: true, value: decision.answer };
        if ("refuse" in decision) {
          if (refused) return { ok: false, code: decision.refuse };
          refused = true;
          await readTail(conversation);
          continue;
        }
        if (decision.first !== undefined) await decision.first();
        const placed = placedAfter(conversation, decision.event, now());
        const planned = step(conversation.snapshot, placed);
        const verdict = await journal.append(entryOf(conversation, decision, placed, planned));
        if (verdict === "appended") {
          const played = apply(conversation, placed, planned, decision.answered);
          const value = decision.done(placed, conversation);
          outlets.carryOut(conversation, played);
          return { ok: true, value };
        }
        await readTail(conversation);
        if (verdict === "stale") continue;
        const first = await firstOf(journal, conversation, decision.clientId ?? "");
        const answer = decision.again ?? decision.done;
        if (first !== undefined) return { ok: true, value: answer(first, conversation) };
      }
      throw new GatewayError("too_contended", "other nodes were quicker each time");
    } finally {
      goOn(conversation);
    }
  };

  const act = async <R>(
    conversation: Conversation,
    action: (conversation: Conversation) => Promise<R> | R,
  ): Promise<R> => {
    try {
      if (!conversation.loaded) await load(conversation);
      return await action(conversation);
    } finally {
      goOn(conversation);
    }
  };

  /** One at a time for a conversation, in the order they came. `perform` ends with `goOn`. */
  const enqueue = <R>(conversation: Conversation, perform: () => Promise<R>): Promise<R> => {
    conversation.touchedAt = now();
    if (!conversation.busy) {
      conversation.busy = true;
      return perform();
    }
    if (conversation.waiting.length >= MOST_WAITING)
      return Promise.reject(
        new GatewayError("conversation_busy", "too much waits in a conversation"),
      );
    return new Promise((resolve) => {
      conversation.waiting.push(() => resolve(perform()));
    });
  };

  const catchUp = (conversation: Conversation) => {
    const wanted = conversation.hinted;
    // A hint of what cannot be read is not tried again at once; the sweep does. One that came meanwhile stays.
    const heard = () => {
      if (conversation.hinted === wanted) conversation.hinted = conversation.seq;
    };
    const read = async () => {
      if (conversation.seq < wanted) await readTail(conversation);
      heard();
    };
    enqueue(conversation, () => act(conversation, read)).catch((error: unknown) => {
      heard();
      outlets.failed(conversation, error);
    });
  };

  return {
    change: (key, decide) => {
      const conversation = slot(key);
      return enqueue(conversation, () => decideAndAppend(conversation, decide));
    },
    within: (key, action) => {
      const conversation = slot(key);
      return enqueue(conversation, () => act(conversation, action));
    },
    hinted(hints) {
      for (const hint of hints) {
        const known = inHand.find(hint);
        if (known === undefined) {
          if (outlets.wanted(hint)) catchUp(Object.assign(slot(hint), { hinted: hint.seq }));
        } else if (hint.seq > known.hinted) {
          known.hinted = hint.seq;
          if (!known.busy && known.seq < hint.seq) catchUp(known);
        }
      }
    },
    async sweep() {
      const positions = [...inHand.all()]
        .filter((one) => one.loaded && !one.busy)
        .map(({ tenant, id, seq }) => ({ tenant, conversation: id, after: seq }));
      if (positions.length > 0) this.hinted(await journal.sweep(positions));
    },
    live: () => inHand.all(),
    find: inHand.find,
    release(needed) {
      for (const conversation of inHand.all()) {
        const still = conversation.busy || conversation.waiting.length > 0 || needed(conversation);
        if (!still) inHand.letGo(conversation);
      }
    },
  };
}

type Step = ReturnType<typeof step>;
type Appending = Extract<Decision<unknown>, { event: unknown }>;

/** The event first would make V8 build its shape anew each time: six times dearer. */
function placedAfter(
  { seq, at }: Conversation,
  event: ConversationEvent,
  now: number,
): JournaledEvent {
  return { seq: seq + 1, at: Math.max(now, at), ...event };
}

function entryOf(
  { tenant, id, snapshot, dueAt, seq }: Conversation,
  { event, clientId }: Pick<Appending, "event" | "clientId">,
  placed: JournaledEvent,
  { snapshot: after, actions }: Step,
): Entry {
  const next = alarm(after, placed.at)?.at ?? null;
  const moved =
    seq === 0 ||
    next !== dueAt ||
    snapshot.context.agent !== after.context.agent ||
    phaseOf(snapshot) !== phaseOf(after);
  return {
    tenant,
    conversation: id,
    seq: placed.seq,
    at: placed.at,
    event,
    clientId,
    index: moved ? indexOf(after, next) : undefined,
    announce: actions.some((action) => action.type === "announce end"),
  };
}

function indexOf(after: Snapshot, dueAt: number | null) {
  return { phase: phaseOf(after), agent: after.context.agent?.id ?? null, dueAt, summary: null };
}

async function firstOf(
  journal: Journal,
  { tenant, id }: Conversation,
  clientId: string,
): Promise<JournaledEvent | undefined> {
  const seq = await journal.seqOf({ tenant, conversation: id, clientId });
  if (seq === undefined) return undefined;
  const [row] = await journal.read({ tenant, conversation: id, after: seq - 1, limit: 1 });
  return row === undefined ? undefined : eventOf(row);
}
