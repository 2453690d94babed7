import { toBase64url } from "@aside/seal";
import { faultPoint } from "@aside/service";
import { type OpenReply, type OpenRequest, TICKET_TYP, ticketClaims } from "@aside/protocol";
import { bytesOfBase64url, PUBLIC_KEY_BYTES } from "@aside/vault";
import { LEASE } from "../callback/outbox.ts";
import { payloadOf } from "../callback/message.ts";
import { GRACE, type Collector } from "../collector.ts";
import { verifyJws } from "../gateway/verify-jws.ts";
import { readTemplate } from "./bound-capture.ts";
import type { VerbAnswer } from "./together.ts";
import { prefilled } from "../stray/prefill.ts";
import { Refusal } from "../refusal.ts";

/**
 * `POST /v1/captures/open`: spends a ticket and binds the capture to the form's ephemeral key. A newer ticket takes the
 * capture over (a reload, another device); what was sealed under the older one is refused from then on.
 *
 * @throws Refusal
 */
export async function openCapture(request: OpenRequest, collector: Collector): Promise<OpenReply> {
  const expected = {
    typ: TICKET_TYP,
    issuer: collector.gatewayUrl,
    audience: collector.collectorUrl,
    longestLife: 600,
  };
  const ticket = await verifyJws(request.ticket, expected, collector);
  const claims = ticketClaims.safeParse(ticket.claims);
  if (!claims.success) throw new Refusal("ticket_invalid");
  const { tenant, capture, conversation, template, parentOrigin, locale } = claims.data;
  if (parentOrigin !== request.parentOrigin) throw new Refusal("wrong_origin");
  const key = collector.vault.captureKeys.current(request.suite);
  if (key === null) throw new Refusal("unsupported_suite");
  const epk = bytesOfBase64url(request.epk);
  if (epk?.length !== PUBLIC_KEY_BYTES[request.suite]) throw new Refusal("malformed");
  const now = collector.now();
  const found = collector.known.find(capture);
  const registered = found?.tenant === tenant ? found : undefined;
  const letter = payloadOf({ type: "capture.opened", tenant, conversation, capture, at: now });
  const until = ticket.expiresAt * 1_000 + 10 * 60_000;
  const row = await collector.together({
    verb: "open",
    tenant,
    capture,
    now,
    grace: GRACE,
    conversation,
    template,
    jti: ticket.jti,
    issuedAt: ticket.issuedAt,
    until,
    epk: request.epk,
    parentOrigin,
    known: registered !== undefined,
    letter,
    lease: now + LEASE,
  });
  faultPoint("open: committed");
  if (row.verdict !== "ok") {
    const verdict = row.verdict === "stored" ? "unavailable" : row.verdict;
    await collector.refusals.note({ tenant, what: "open", subject: capture }, verdict);
    throw new Refusal(verdict);
  }
  if (row.letter !== null) {
    collector.log("capture opened", { tenant, capture });
    collector.hand({ id: row.letter, tenant, capture, payload: letter, since: now }, []);
  }
  const lasting = registered ?? { capture, tenant, conversation, ...lastingOf(row) };
  const known = collector.known.keep({ ...lasting, jti: ticket.jti, epk: request.epk });
  const fills = known.terms.stray === undefined ? [] : await prefilled(known, collector);
  const { purpose, amount, requestedBy, retentionDays } = known.terms;
  return {
    capture,
    jti: ticket.jti,
    tenant: row.tenant,
    template: known.wire,
    ...(purpose && { purpose }),
    ...(amount && { amount }),
    requestedBy,
    retentionDays,
    locale,
    deadline: row.deadline,
    now,
    key: { kid: key.kid, suite: key.suite, publicKey: toBase64url(key.publicKey) },
    ...(fills.length > 0 && { prefilled: fills }),
  };
}

/** What was not known here: another collector registered the capture. */
function lastingOf({ template, terms }: Extract<VerbAnswer, { verdict: "ok" }>) {
  if (terms === null) throw new Refusal("unavailable");
  return { ...readTemplate(template), terms };
}
