import { createHash, type KeyObject } from "node:crypto";
import { signWebhook } from "@aside/collector-client";
import type { Journal, WebhookJob } from "@aside/journal";
import type { Database } from "@aside/postgres";
import { captureEndedWebhook, outcome, type CaptureEndedWebhook } from "@aside/protocol";
import { codeOf } from "@aside/service";
import { captureView, fold, isCapturing, type JournaledEvent } from "@aside/session";
import { readEvents } from "../conversation/read-journal.ts";
import type { GatewayLog } from "../events.ts";
import { webhookOf } from "../tenants/webhook-endpoints.ts";
import type { PostWebhook } from "./post-webhook.ts";

/** 5 s, 10 s, 20 s, ... at most 6 h between two tries; after 20 (about three days) it is given up. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 6 * 3_600_000;
const MOST_TRIES = 20;
const LEASE = 30_000;

/**
 * Tells a tenant's server that a capture ended: a message signed by Standard Webhooks, at least once, with the same `webhook-id` each
 * time. Made from the journal up to the event that ended it, after the exit fence (BND1).
 *
 * @returns sends what is due
 */
export function createWebhookSender(options: {
  readonly database: Database;
  readonly journal: Journal;
  readonly keys: readonly KeyObject[];
  readonly post: PostWebhook;
  readonly log: GatewayLog;
  readonly now: () => number;
}): () => Promise<void> {
  const { database, journal, keys, post, log, now } = options;

  const deliver = async (job: WebhookJob) => {
    const url = await webhookOf(database, job.tenant);
    const message = url === undefined ? null : await messageOf(journal, job);
    if (url === undefined || message === null)
      return await journal.webhooks.done({ ...job, now: now() });
    const about = { tenant: job.tenant, capture: message.data.capture.id, attempts: job.attempts };
    try {
      const body = JSON.stringify(message);
      await post(url, body, { ...signWebhook(keys, idOf(job), now(), body) });
      await journal.webhooks.done({ ...job, now: now() });
      log("webhook delivered", about);
    } catch (error) {
      log("webhook failed", { ...about, error: codeOf(error) });
      if (job.attempts >= MOST_TRIES) return await journal.webhooks.done({ ...job, now: now() });
      const wait = Math.min(FIRST_WAIT * 2 ** (job.attempts - 1), LONGEST_WAIT);
      await journal.webhooks.retryAt({ ...job, at: now() + wait });
    }
    return undefined;
  };
  return async () => {
    const jobs = await journal.webhooks.claimDue({ now: now(), limit: 20, leaseMs: LEASE });
    await Promise.allSettled(jobs.map(deliver));
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
