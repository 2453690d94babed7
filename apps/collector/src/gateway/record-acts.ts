import { COLLECTOR_LOG } from "@aside/audit-log";
import type { ActRequest } from "@aside/audit";
import { type GatewayAct, COMMAND_TYP, recordCommand } from "@aside/protocol";
import { createRateLimiter } from "@aside/service";
import type { Collector } from "../collector.ts";
import { Refusal } from "../refusal.ts";
import { isTenant } from "../tenants.ts";
import { verifyJws } from "./verify-jws.ts";

/** Takes what operators did at the gateway, and what was read there, into the audit log; the same act again changes nothing. */
export type RecordActs = (jws: string) => Promise<void>;

/** A hundred acts each: a gateway in other hands does not fill the log without end. */
const BURST = 20;
const PER_SECOND = 1;

/**
 * `POST /v1/acts`. Time and actor are the collector's word; the gateway's clock stands in the reference.
 *
 * @throws Refusal `malformed`, `too_many`
 */
export function createRecordActs(collector: Collector): RecordActs {
  const { now } = collector;
  const commands = createRateLimiter({ burst: BURST, perSecond: PER_SECOND, now });
  return async (jws) => {
    const { gatewayUrl: issuer, collectorUrl: audience } = collector;
    const expected = { typ: COMMAND_TYP, issuer, audience, longestLife: 60 };
    const { claims } = await verifyJws(jws, expected, collector);
    const parsed = recordCommand.safeParse(claims);
    if (!parsed.success) throw new Refusal("malformed");
    if (commands.take("gateway") > 0) throw new Refusal("too_many");
    for (const log of new Set(parsed.data.acts.map((act) => act.log))) {
      const acts = parsed.data.acts.filter((act) => act.log === log);
      await record(acts, await placeOf(log, collector), collector);
    }
  };
}

interface Place {
  readonly log: string;
  readonly prefix: string;
}

/** A tenant that is not known here has no log here: its acts are in the collector's own, so that a gateway makes no logs. */
async function placeOf(log: string, { database }: Collector): Promise<Place> {
  if (log === COLLECTOR_LOG) return { log, prefix: "" };
  return (await isTenant(database, log))
    ? { log, prefix: "" }
    : { log: COLLECTOR_LOG, prefix: `${log}/` };
}

async function record(
  acts: readonly GatewayAct[],
  place: Place,
  { database, audit, now }: Collector,
): Promise<void> {
  await database.withTenant(place.log, async (sql) => {
    const added = await sql<{ id: string }[]>`
      insert into collector_gateway_act (id, at) select unnest(${acts.map(({ id }) => id)}::text[]), ${now()}
      on conflict do nothing returning id`;
    const fresh = new Set(added.map(({ id }) => id));
    const asked = acts.filter(({ id }) => fresh.has(id));
    await audit.record(sql, ...asked.map((act) => actOf(act, place, now())));
  });
}

function actOf(
  { action, subject, at: told, by, detail }: GatewayAct,
  { log, prefix }: Place,
  at: number,
) {
  return {
    tenant: log,
    at,
    actor: by === undefined ? "gateway" : `gateway/${by}`,
    action: `gateway.${action}`,
    subject: `${prefix}${subject}`,
    field: detail ?? null,
    purpose: by === undefined ? "administration" : "transcript",
    reference: `gateway@${told}`,
    result: "done",
  } as const satisfies ActRequest;
}
