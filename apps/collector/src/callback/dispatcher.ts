import type { KeyObject } from "node:crypto";
import type { Database } from "@aside/postgres";
import { codeOf, faultPoint } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import { messageOf, messagesOf, nameOf, takenOf } from "./message.ts";
import { byCapture, type Letter, postpone, removeAndClaim } from "./outbox.ts";
import type { Post } from "./post.ts";
import { signCallback } from "./sign-callback.ts";

const SECOND = 1_000;
const LONGEST_PAUSE = 600 * SECOND;
/** Captures whose letters are taken at once. */
const AT_ONCE = 64;
/** A letter with a lower number may be committed later, by this much at most or it waits for the clock. */
const SLACK = 1_000;
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
  /** Something was put into the outbox. */
  wake(): void;
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
  let woken = false;
  let stopped = false;
  /** The newest letter that was seen. Being woken is about newer ones; the clock looks at all. */
  let newest = 0;
  let all = true;

  const run = async () => {
    let arrived: Letter[] = [];
    while (arrived.length > 0 || (woken && !stopped)) {
      woken = false;
      const from = all ? 0 : Math.max(0, newest - SLACK);
      const groups = await removeAndClaim(database, arrived, now(), {
        from,
        limit: stopped ? 0 : AT_ONCE,
      });
      newest = groups.flat().reduce((most, { id }) => Math.max(most, id), newest);
      // There may be more of them.
      all &&= groups.length === AT_ONCE;
      faultPoint(arrived.length > 0 ? "outbox: removed" : "outbox: claimed");
      const delivered = messagesOf(groups).map((letters) => deliver(letters, options));
      arrived = (await Promise.all(delivered)).flat();
      faultPoint("outbox: delivered");
    }
  };
  const wake = () => {
    woken = true;
    running ??= run()
      .catch((error: unknown) => log("callback late", { error: codeOf(error) }))
      .finally(() => {
        running = null;
        if (woken && !stopped) setTimeout(wake, 50).unref();
      });
  };
  const timer = setInterval(() => {
    all = true;
    wake();
  }, options.pollMs ?? SECOND).unref();
  wake();
  return {
    wake,
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
