import { createHash } from "node:crypto";
import { templateSchema } from "@aside/fields";
import { command, COMMAND_TYP, type Command, type RegisterCommand } from "@aside/protocol";
import { faultPoint } from "@aside/service";
import { keyClassOf } from "@aside/vault";
import { LONGEST, GRACE, type Collector } from "../collector.ts";
import { readTemplate } from "../capture/bound-capture.ts";
import { endCapture } from "../capture/end.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { takeStray } from "../stray/prefill.ts";
import { TOLERANCE, verifyJws } from "./verify-jws.ts";

/**
 * `POST /v1/commands`: what the gateway wants, as one compact JWS. The same command again is the same state.
 *
 * @throws Refusal
 */
export async function runCommand(jws: string, collector: Collector): Promise<void> {
  const expected = {
    typ: COMMAND_TYP,
    issuer: collector.gatewayUrl,
    audience: collector.collectorUrl,
    longestLife: 60,
  };
  const { claims } = await verifyJws(jws, expected, collector);
  const parsed = command.safeParse(claims);
  const { refusals } = collector;
  if (!parsed.success) {
    await refusals.note({ tenant: null, what: "command", subject: "-" }, "malformed");
    throw new Refusal("malformed");
  }
  const { tenant, capture, command: what } = parsed.data;
  await refusals.noting({ tenant, what, subject: capture }, () => run(parsed.data, collector));
}

async function run(parsed: Command, collector: Collector): Promise<void> {
  switch (parsed.command) {
    case "register":
      return await register(parsed, collector);
    case "extend":
      return await extend(parsed, collector);
    case "void":
      if ((await endCapture(parsed.tenant, parsed.capture, parsed.intent, collector)) === null) {
        throw new Refusal("unknown_capture");
      }
  }
}

async function register(given: RegisterCommand, collector: Collector): Promise<void> {
  const { stray, ...lasting } = given;
  const { tenant, capture, conversation, deadline, template, command: _, ...agreed } = lasting;
  const parsed = templateSchema.safeParse(template);
  if (!parsed.success) throw new Refusal("unsupported_template");
  const keyClass = keyClassOf(parsed.data.fields.map((field) => field.class));
  const most = collector.retentionDays.get(keyClass) ?? Number.POSITIVE_INFINITY;
  const retentionDays = Math.min(agreed.retentionDays, most);
  const subject = agreed.subject ?? conversation;
  const terms = { ...agreed, retentionDays, subject, ...(stray && { stray: stray.message }) };
  const { charge } = parsed.data;
  // A payment is of an amount that the customer is shown, at a destination that the operator listed, with a value that is kept until then.
  const at = charge && collector.destinations.find(tenant, charge.destination);
  const isPointer = (given.tokenType ?? parsed.data.token) === "pointer";
  if (charge && (given.amount === undefined || at?.destination.charge === undefined || isPointer)) {
    throw new Refusal("unsupported_template");
  }
  assertNear(deadline, collector);
  const registered = createHash("sha256").update(JSON.stringify(lasting)).digest("base64url");
  const verdict = await collector.database.withTenant(tenant, async (sql) => {
    const [row] = await sql<{ verdict: "ok" | "again" | RefusalCode }[]>`
      select collector_register(${capture}, ${tenant}, ${conversation}, ${registered}, ${sql.json(parsed.data)},
        ${sql.json(terms)}, ${deadline}) as verdict`;
    if (stray && row?.verdict === "ok")
      await takeStray(sql, { tenant, conversation, capture }, stray, collector.now());
    return row?.verdict;
  });
  faultPoint("register: committed");
  if (verdict !== "again") refuseUnlessOk(verdict);
  // What was registered before may have been so under other settings: it is read where it lies.
  if (verdict === "ok") {
    const read = readTemplate(JSON.parse(JSON.stringify(parsed.data)));
    collector.known.keep({ capture, tenant, conversation, ...read, terms, jti: null, epk: null });
  }
  collector.log("capture registered", { tenant, capture });
}

async function extend(
  { tenant, capture, deadline }: { tenant: string; capture: string; deadline: number },
  collector: Collector,
): Promise<void> {
  assertNear(deadline, collector);
  const verdict = await collector.database.withTenant(tenant, async (sql) => {
    const [row] = await sql<{ verdict: "ok" | RefusalCode }[]>`
      select collector_extend(${collector.now()}, ${GRACE}, ${capture}, ${deadline}) as verdict`;
    return row?.verdict;
  });
  refuseUnlessOk(verdict);
}

function assertNear(deadline: number, collector: Collector): void {
  if (deadline > collector.now() + LONGEST) throw new Refusal("malformed");
  if (deadline < collector.now() - TOLERANCE * 1_000) throw new Refusal("capture_over");
}

function refuseUnlessOk(verdict: "ok" | RefusalCode | undefined): void {
  if (verdict !== "ok") throw new Refusal(verdict ?? "unavailable");
}
