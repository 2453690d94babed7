import { codeOf, faultPoint, whereOf } from "@aside/service";
import { endCapture } from "./capture/end.ts";
import { resumeCharges } from "./charge/resume-charges.ts";
import { GRACE, type Collector } from "./collector.ts";
import { LIMITS_FULL_AFTER } from "./limits/shared-buckets.ts";
import { expireReveals } from "./reveal/requests.ts";

const MINUTE = 60_000;
/** How long an ended capture is remembered, for late commands and repeated submissions. */
const REMEMBER = 7 * 24 * 60 * MINUTE;
/** The furthest that a clock may have been put ahead while what it says still erases records. */
const TRUSTED = 60 * MINUTE;

/** Ends captures whose deadline and grace are over, through the same door as a void. Returns how many were due. */
export async function endOverdue(collector: Collector): Promise<number> {
  const due = await collector.database.acrossTenants(
    (sql) => sql<{ tenant: string; id: string }[]>`
      select tenant, id from collector_capture where state = 'open' and deadline < ${collector.now() - GRACE}
      order by deadline limit 500`,
  );
  for (const { tenant, id } of due) {
    await endCapture(tenant, id, "expired", collector);
    faultPoint("sweep: one ended");
  }
  return due.length;
}

/**
 * Forgets what nobody can ask for any more, erases records whose time is over, changes keys. While the clock is put ahead no record is erased: nothing
 * brings one back.
 */
export async function tidy(collector: Collector): Promise<void> {
  const now = collector.now();
  await collector.database.acrossTenants(async (sql) => {
    await sql`delete from collector_ticket where until < ${now}`;
    await sql`delete from collector_stray where at < ${now - REMEMBER}`;
    await sql`delete from collector_limit where at < ${now - LIMITS_FULL_AFTER}`;
    await sql`delete from collector_code_node where until < ${now}`;
    await sql`delete from collector_capture where state <> 'open' and ended_at < ${now - REMEMBER}`;
    const [oldest] = await sql<{ since: number | null }[]>`
      select min(since) as since from collector_outbox`;
    const waits = Math.max(0, now - (oldest?.since ?? now));
    collector.metrics.callbacksWaiting.set(waits / 1_000);
  });
  if (collector.reveal) await expireReveals(collector.reveal);
  const ahead = collector.clockAhead();
  const held = ahead > TRUSTED;
  collector.metrics.erasingHeld.set(held ? 1 : 0);
  if (held) collector.log("erasing held", { minutes: Math.round(ahead / MINUTE) });
  for (const { class: keyClass, erased } of await collector.vault.sweep({ erasing: !held })) {
    collector.log("records erased", { class: keyClass, count: erased });
  }
}

/** Does both by the clock. @returns a function that stops it after what runs */
export function startSweeper(collector: Collector): () => Promise<void> {
  const tasks = [
    every(1_000, () => endOverdue(collector), collector),
    every(1_000, () => resumeCharges(collector), collector),
    every(MINUTE, () => tidy(collector), collector),
  ];
  return async () => void (await Promise.all(tasks.map((stop) => stop())));
}

function every(ms: number, task: () => Promise<unknown>, { log }: Collector): () => Promise<void> {
  let running: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    running ??= task()
      .catch((error: unknown) => {
        log("sweep failed", { error: codeOf(error), where: whereOf(error) });
      })
      .finally(() => (running = null));
  }, ms).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
