import { createHash, type KeyObject } from "node:crypto";
import { signWebhook } from "@aside/collector-client";
import type { Journal, WebhookJob } from "@aside/journal";
import { captureEndedWebhook, outcome, type CaptureEndedWebhook } from "@aside/protocol";
import { codeOf } from "@aside/service";
import { captureView, fold, isCapturing, type JournaledEvent } from "@aside/session";
import { readEvents } from "../conversation/read-journal.ts";
import type { GatewayLog } from "../events.ts";
import type { GatewayMetrics } from "../metrics.ts";
import { WebhookError, type PostWebhook } from "./post-webhook.ts";

/** Sends tenants' webhooks beside everything else: what a receiver keeps waiting is its own tenant's only. */
export interface WebhookSender {
  /** Begins to send what is due, where that is not under way. Call it every second. */
  beat(): void;
  /** Begins nothing more; resolves when what is under way has its answer. */
  stop(): Promise<void>;
}

/** 5 s, 10 s, 20 s, ... at most 6 h between two tries; after 20 (about three days) it is given up. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 6 * 3_600_000;
const MOST_TRIES = 20;
const LEASE = 30_000;
/** At once to one receiver, and how many receivers at once. */
const TO_ONE = 8;
const MOST_RECEIVERS = 32;
/** A receiver that took nothing of what it was sent at once is left alone so long. */
const REST = 5_000;

/**
 * Tells a tenant's server that a capture ended: a message signed by Standard Webhooks, at least once and in no promised order, with the same
 * `webhook-id` each time. Made from the journal up to the event that ended it, after the exit fence (BND1).
 */
export function createWebhookSender(options: {
  /** Where a tenant hears of it; nowhere where it has said none. */
  readonly urlOf: (tenant: string) => Promise<string | undefined>;
  readonly journal: Journal;
  readonly keys: readonly KeyObject[];
  readonly post: PostWebhook;
  readonly log: GatewayLog;
  readonly metrics: Pick<GatewayMetrics, "webhooks">;
  readonly now: () => number;
}): WebhookSender {
  const { urlOf, journal, keys, post, log, metrics, now } = options;
  const sending = new Map<string, Promise<void>>();
  const resting = new Map<string, number>();
  let claiming: Promise<void> | null = null;
  let stopped = false;

  const send = async (job: WebhookJob): Promise<string | undefined> => {
    const url = await urlOf(job.tenant);
    const message = url === undefined ? null : await messageOf(journal, job);
    if (url === undefined || message === null) return undefined;
    const body = JSON.stringify(message);
    await post(url, body, { ...signWebhook(keys, idOf(job), now(), body) });
    return message.data.capture.id;
  };
  /** @returns whether it need not be sent again */
  const deliver = async (job: WebhookJob): Promise<boolean> => {
    const { tenant, conversation, attempts } = job;
    try {
      const capture = await send(job);
      await journal.webhooks.done({ ...job, now: now() });
      if (capture === undefined) return true;
      log("webhook delivered", { tenant, conversation, capture, attempts });
      metrics.webhooks.add(1, { result: "delivered" });
      return true;
    } catch (error) {
      const status = error instanceof WebhookError ? error.status : undefined;
      const about = { tenant, conversation, attempts, error: codeOf(error), status };
      // By Standard Webhooks 410 says that nobody wants it any more.
      if (attempts >= MOST_TRIES || status === 410) {
        await journal.webhooks.done({ ...job, now: now() });
        log("webhook given up", about);
        metrics.webhooks.add(1, { result: "given_up" });
        return true;
      }
      log("webhook failed", about);
      metrics.webhooks.add(1, { result: "failed" });
      const wait = Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
      await journal.webhooks.retryAt({ ...job, at: now() + wait });
      return false;
    }
  };
  const sendAll = async (tenant: string, jobs: readonly WebhookJob[]) => {
    const taken = await Promise.allSettled(jobs.map(deliver));
    sending.delete(tenant);
    const gotThrough = taken.some((one) => one.status === "fulfilled" && one.value);
    if (gotThrough) beat();
    else resting.set(tenant, now() + REST);
  };
  const claim = async () => {
    for (const [tenant, until] of resting) if (until <= now()) resting.delete(tenant);
    while (!stopped && sending.size < MOST_RECEIVERS) {
      const except = [...sending.keys(), ...resting.keys()];
      const due = { now: now(), limit: TO_ONE, leaseMs: LEASE, except };
      const jobs = await journal.webhooks.claimDue(due);
      const [first] = jobs;
      if (first === undefined) return;
      sending.set(first.tenant, sendAll(first.tenant, jobs));
    }
  };
  const beat = () => {
    if (stopped) return;
    claiming ??= claim()
      .catch((error: unknown) => log("webhooks not read", { error: codeOf(error) }))
      .finally(() => (claiming = null));
  };
  return {
    beat,
    async stop() {
      stopped = true;
      await claiming;
      await Promise.all(sending.values());
    },
  };
}

async function messageOf(
  journal: Journal,
  { tenant, conversation, seq }: WebhookJob,
): Promise<CaptureEndedWebhook | null> {
  const events: JournaledEvent[] = [];
  for await (const event of readEvents(journal, { tenant, conversation })) {
    if (event.seq <= seq) events.push(event);
  }
  const snapshot = fold(events);
  const { capture } = snapshot.context;
  const ended = outcome.safeParse(capture?.status);
  const at = events.at(-1)?.at;
  if (capture === null || isCapturing(snapshot) || !ended.success || at === undefined) return null;
  return captureEndedWebhook.parse({
    type: "capture.ended",
    timestamp: new Date(at).toISOString(),
    data: { tenant, conversation, capture: { ...captureView(capture), outcome: ended.data } },
  });
}

function idOf({ tenant, conversation, seq }: WebhookJob): string {
  const digest = createHash("sha256").update(`${tenant} ${conversation} ${seq}`).digest("hex");
  return `wh_${digest.slice(0, 32)}`;
}
