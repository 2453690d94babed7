import type { KeyObject } from "node:crypto";
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import type { Database } from "@aside/postgres";
import { codeOf, faultPoint } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import { messageOf, messagesOf, nameOf, takenOf } from "./message.ts";
import { byCapture, type Letter, MOST_CLAIMED, postpone, removeAndClaim } from "./outbox.ts";
import type { Post } from "./post.ts";
import { signCallback } from "./sign-callback.ts";

const SECOND = 1_000;
const LONGEST_PAUSE = 600 * SECOND;
/** What comes while a message is on its way gathers for this long, in milliseconds, to travel together. */
const PACE = 10;
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
  /** Those with something new. The clock looks at all, also at what other processes left. */
  const woken = new Set<string>();
  let all = true;

  const isDue = () => (all || woken.size > 0) && !stopped;
  const due = () => {
    if (stopped) return [];
    if (all) return null;
    const captures = [...woken].slice(0, MOST_CLAIMED);
    for (const capture of captures) woken.delete(capture);
    return captures;
  };
  const run = async () => {
    let arrived: Letter[] = [];
    await turn();
    while (arrived.length > 0 || isDue()) {
      const captures = due();
      const groups = await removeAndClaim(database, arrived, captures, now());
      // There may be more of them.
      if (captures === null) all = groups.length === MOST_CLAIMED;
      faultPoint(arrived.length > 0 ? "outbox: removed" : "outbox: claimed");
      const delivered = messagesOf(groups).map((letters) => deliver(letters, options));
      arrived = (await Promise.all(delivered)).flat();
      faultPoint("outbox: delivered");
      if (arrived.length > 0) await delay(PACE);
    }
  };
  const go = () => {
    running ??= run()
      .catch((error: unknown) => log("callback late", { error: codeOf(error) }))
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
  return {
    wake(capture) {
      woken.add(capture);
      go();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Sends one message; returns those of its letters that may go: they arrived, or they were given up. */
async function deliver(letters: readonly Letter[], options: Options): Promise<Letter[]> {
  const { database, keys, post, now, log, metrics } = options;
  const at = now();
  const body = messageOf(letters);
  const id = `cbm_${letters[0]?.id ?? 0}_${letters.length}`;
  const { status, text } = await post(body, signCallback(keys, { id, at, body })).catch(() => ({
    status: 0,
    text: "",
  }));
  const taken = takenOf(letters, status, text);
  metrics.called.add(taken.size, { result: "delivered" });
  const gone: Letter[] = [];
  const late: Letter[] = [];
  for (const letter of letters) {
    const { id: number, tenant, capture, attempts } = letter;
    if (taken.has(nameOf(number))) gone.push(letter);
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
  return gone;
}

/** Whole milliseconds, doubling from half a second to ten minutes, between half and one and a half of that. */
export function pauseAfter(attempts: number, random: number): number {
  const pause = Math.min(LONGEST_PAUSE, (SECOND / 2) * 2 ** Math.min(attempts - 1, 30));
  return Math.round(pause * (0.5 + random));
}
