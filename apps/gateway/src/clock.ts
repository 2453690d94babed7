import type { Due, Journal, Key } from "@aside/journal";
import { codeOf, whereOf } from "@aside/service";
import { alarm, RETRY_DUTY } from "@aside/session";
import type { CarryOut } from "./conversation/carry-out.ts";
import type { Conversation } from "./conversation/conversation.ts";
import type { Conversations } from "./conversation/conversations.ts";
import type { GatewayLog } from "./events.ts";

export interface Clock {
  /** A conversation whose `dueAt` may have changed. */
  watch(conversation: Conversation): void;
  /** What is done every second besides. */
  everySecond(work: () => Promise<void>): void;
  stop(): Promise<void>;
}

const TICK = 100;
const SWEEP = 1_000;
/** Milliseconds until a clock that could not be struck is tried again: a database that is gone is not asked ten times a second for each. */
const AGAIN = 1_000;
/** Of the journal's list, in one sweep. The next goes on behind them, so that many that cannot be struck keep no other waiting for long. */
const AT_ONCE = 1_000;

/**
 * Strikes the clocks of captures and of what was cut out: those in hand to a tenth of a second, all others (after a crash, nobody connected) by the journal's
 * list, once a second, together with the sweep for lost hints. Two nodes may strike the same clock: the journal takes one.
 */
export function startClock(options: {
  readonly journal: Journal;
  readonly conversations: Conversations;
  readonly carryOut: CarryOut;
  readonly log: GatewayLog;
  readonly now?: () => number;
}): Clock {
  const { journal, conversations, carryOut, log } = options;
  const now = options.now ?? Date.now;
  const watched = new Set<Conversation>();
  const striking = new Set<string>();
  const works: (() => Promise<void>)[] = [];
  let sweeping: Promise<void> | null = null;
  let last: Due | undefined;

  const failed = (error: unknown) =>
    log("sweep failed", { error: codeOf(error), where: whereOf(error) });

  const strike = async (key: Key) => {
    const name = `${key.tenant} ${key.conversation}`;
    if (striking.has(name)) return;
    striking.add(name);
    try {
      const struck = await conversations.change(key, ({ snapshot }) => {
        const next = alarm(snapshot, now());
        if (next === null) return { answer: false };
        if (next.clock === null) return { answer: true };
        if (next.at > now()) return { answer: false };
        return { event: next.clock, done: () => false };
      });
      const conversation = conversations.find(key);
      if (conversation !== undefined && struck.ok && struck.value) {
        carryOut.dutiesOf(conversation);
        conversation.dueAt = now() + RETRY_DUTY;
      }
    } finally {
      striking.delete(name);
    }
  };
  const tick = () => {
    for (const conversation of watched) {
      const { dueAt, tenant, id } = conversation;
      if (dueAt === null) watched.delete(conversation);
      else if (dueAt <= now())
        strike({ tenant, conversation: id }).catch((error: unknown) => {
          conversation.dueAt = now() + AGAIN;
          failed(error);
        });
    }
  };
  const sweep = async () => {
    const due = await journal.due({ now: now(), limit: AT_ONCE, after: last });
    last = due.length < AT_ONCE ? undefined : due.at(-1);
    // Those in hand have their own time, which the list may lag behind.
    const others = due.filter((key) => conversations.find(key) === undefined);
    const struck = await Promise.allSettled(others.map(strike));
    const broken = struck.find((one) => one.status === "rejected");
    if (broken !== undefined) failed(broken.reason);
    await conversations.sweep();
    // One that fails each time keeps none of the others from being done.
    for (const work of works) await work().catch(failed);
  };

  const ticking = setInterval(tick, TICK);
  const timer = setInterval(() => {
    sweeping ??= sweep()
      .catch(failed)
      .finally(() => (sweeping = null));
  }, SWEEP);
  return {
    watch(conversation) {
      if (conversation.dueAt !== null) watched.add(conversation);
    },
    everySecond: (work) => void works.push(work),
    async stop() {
      clearInterval(ticking);
      clearInterval(timer);
      await sweeping;
    },
  };
}
