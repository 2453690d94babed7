import type { KeyObject } from "node:crypto";
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import type { Database } from "@aside/postgres";
import { codeOf, faultPoint } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import { createHands } from "./hands.ts";
import { messageOf, messagesOf, takenOf } from "./message.ts";
import { byCapture, type Letter, MOST_CLAIMED, postpone, removeAndClaim } from "./outbox.ts";
import type { Post } from "./post.ts";
import { signCallback } from "./sign-callback.ts";

const SECOND = 1_000;
const LONGEST_PAUSE = 600 * SECOND;
/** What comes while a message is on its way gathers for this long, in milliseconds, to travel together. */
const PACE = 25;
/** So many that arrived are removed at once; fewer, by the clock. */
const MOST_ARRIVED = 512;
/** After this long a letter is given up: a gateway that was away for a week asks by itself. */
const GIVE_UP = 7 * 24 * 3_600 * SECOND;

interface Options {
  database: Database;
  keys: readonly KeyObject[];
  post: Post;
  now: () => number;
  log: CollectorLog;
  metrics: CollectorMetrics;
  pollMs?: number;
}

export interface Dispatcher {
  /** Something of this capture was put into the outbox. */
  wake(capture: string): void;
  /**
   * A letter was put into the outbox, leased to this process: it need not be read.
   *
   * @param after letters of the capture that lay there before it
   */
  hand(letter: Omit<Letter, "attempts">, after: readonly number[]): void;
  /** Ends after what is on its way. */
  stop(): Promise<void>;
}

/**
 * Carries the outbox to the gateway: at least once, in order for one capture, over any number of restarts. Several processes
 * may do it at once.
 *
 * @param options.pollMs how often it looks without being woken; 1,000 when absent
 */
export function startDispatcher(options: Options): Dispatcher {
  const { database, now, log } = options;
  let running: Promise<void> | null = null;
  let stopped = false;
  const hands = createHands();
  let arrived: Letter[] = [];
  /** Those with something new that was not handed over. The clock looks at all, also at what other processes left. */
  const woken = new Set<string>();
  let all = true;

  const mustLook = () => all || woken.size > 0 || arrived.length >= MOST_ARRIVED;
  const isDue = () => !stopped && (mustLook() || hands.waiting() > 0);
  const due = () => {
    if (all) return null;
    const captures = [...woken].slice(0, MOST_CLAIMED);
    for (const capture of captures) woken.delete(capture);
    return captures;
  };
  /** Removes what arrived, and takes what is due. */
  const look = async (captures: readonly string[] | null) => {
    const gone = arrived;
    const letters = await removeAndClaim(database, gone, captures, now());
    arrived = arrived.slice(gone.length);
    if (gone.length > 0) faultPoint("outbox: removed");
    hands.settled(gone);
    hands.claimed(letters.flat());
    // There may be more of them.
    if (captures === null) all = letters.length === MOST_CLAIMED;
    return letters.flat();
  };
  const run = async () => {
    await turn();
    while (isDue()) {
      const claimed = mustLook() ? await look(due()) : [];
      const letters = [...claimed, ...hands.take()].toSorted((a, b) => a.id - b.id);
      if (letters.length === 0) continue;
      faultPoint("outbox: claimed");
      const sent = messagesOf(byCapture(letters)).map((message) => deliver(message, options));
      const results = await Promise.all(sent);
      arrived.push(...results.flatMap(({ gone }) => gone));
      hands.late(results.flatMap(({ late }) => late));
      faultPoint("outbox: delivered");
      await delay(PACE);
    }
  };
  const go = () => {
    running ??= run()
      .catch((error: unknown) => {
        // What is not marked as arrived is found in the outbox once its lease is over.
        hands.drop();
        log("callback late", { error: codeOf(error) });
      })
      .finally(() => {
        running = null;
        if (isDue()) setTimeout(go, 50).unref();
      });
  };
  const timer = setInterval(() => {
    all = true;
    go();
  }, options.pollMs ?? SECOND).unref();
  go();
  const wake = (capture: string) => {
    woken.add(capture);
    go();
  };
  const letGo = async (letters: readonly Pick<Letter, "id">[]) => {
    if (letters.length === 0) return;
    await postpone(database, letters, now()).catch((error: unknown) =>
      log("callback late", { error: codeOf(error) }),
    );
  };
  return {
    wake,
    hand(letter, after) {
      if (hands.give({ ...letter, attempts: 1 }, after)) go();
      // An older one is another process's, or waits: this one goes after it.
      else void letGo([letter]).then(() => wake(letter.capture));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      await letGo(hands.take());
      if (arrived.length > 0)
        await look([]).catch((error: unknown) => log("callback late", { error: codeOf(error) }));
    },
  };
}

/** Sends one message. `gone`: those of its letters that may go, as they arrived or were given up. */
async function deliver(letters: readonly Letter[], options: Options) {
  const { database, keys, post, now, log, metrics } = options;
  const at = now();
  const body = messageOf(letters);
  const id = `cbm_${letters[0]?.id ?? 0}_${letters.length}`;
  const { status, text } = await post(body, signCallback(keys, { id, at, body })).catch(() => ({
    status: 0,
    text: "",
  }));
  const taken = takenOf(letters, status, text);
  if (taken.size > 0) metrics.called.add(taken.size, { result: "delivered" });
  const gone: Letter[] = [];
  const late: Letter[] = [];
  for (const letter of letters) {
    const { tenant, capture, attempts } = letter;
    if (taken.has(letter)) gone.push(letter);
    else if (at - letter.since > GIVE_UP) {
      metrics.called.add(1, { result: "given_up" });
      log("callback given up", { tenant, capture });
      gone.push(letter);
    } else {
      metrics.called.add(1, { result: "failed" });
      log("callback late", { capture, attempts, status });
      late.push(letter);
    }
  }
  // A capture's letters wait together: none is sent before an older one.
  for (const own of byCapture(late)) {
    const pause = pauseAfter(own[0]?.attempts ?? 1, Math.random());
    await postpone(database, own, now() + pause);
  }
  return { gone, late };
}

/** Whole milliseconds, doubling from half a second to ten minutes, between half and one and a half of that. */
export function pauseAfter(attempts: number, random: number): number {
  const pause = Math.min(LONGEST_PAUSE, (SECOND / 2) * 2 ** Math.min(attempts - 1, 30));
  return Math.round(pause * (0.5 + random));
}
