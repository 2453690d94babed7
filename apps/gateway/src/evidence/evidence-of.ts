import { sign } from "node:crypto";
import {
  type EvidenceBody,
  type EvidenceEvent,
  EVIDENCE_FORMAT,
  type EvidencePack,
  evidenceDigest,
  evidenceStatement,
  formatNoteKey,
  type NoteTools,
  type ProofFile,
  toBase64,
  verifyProof,
} from "@aside/audit-log";
import type { SigningKey } from "@aside/collector-client";
import { verdictFor } from "@aside/policy";
import { Problem, sha256 } from "@aside/service";
import type { JournaledEvent } from "@aside/session";
import { readEvents } from "../conversation/read-journal.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";
import type { Witness } from "../witness/witness.ts";
import { machineDigest } from "./machine-digest.ts";

/** What the evidence is about: one conversation, or those begun in a period; of either one capture, or all. */
export type EvidenceScope = EvidenceBody["scope"];

const MOST = 1_000;

export interface EvidenceTools {
  /** The keys that sign checkpoints. */
  readonly tools: () => Promise<NoteTools>;
  readonly witness: Witness;
  /** What the gateway signs with. */
  readonly key: SigningKey | undefined;
}

/**
 * Both sides' part as one signed file. The gateway signs only a checkpoint that it has witnessed itself.
 *
 * @throws {Problem} 409 `not_witnessed`, 422 `proof_invalid`, 413 `too_much`
 */
export async function evidenceOf(
  gateway: Pick<Gateway, "journal" | "now">,
  using: EvidenceTools,
  tenant: Tenant,
  wish: { scope: EvidenceScope; audit: ProofFile; canaries: EvidenceBody["canaries"] },
): Promise<EvidencePack> {
  const { scope, audit, canaries } = wish;
  if (using.key === undefined) throw new Problem(503, "no_keys", "There is no signing key");
  const tools = await using.tools();
  const proof = verifyProof(audit, tools);
  if (!proof.ok || audit.body.tenant !== tenant.id)
    throw new Problem(
      422,
      "proof_invalid",
      "The collector's part is not valid or not this tenant's",
    );
  const { checkpoints } = await using.witness.checkpoints(tenant.id, proof.size - 1);
  if (!checkpoints.some(({ size, note }) => size === proof.size && note === audit.body.checkpoint))
    throw new Problem(
      409,
      "not_witnessed",
      "The gateway has not witnessed that checkpoint yet: try again in half a minute; if it says so still, prove again",
    );
  const conversations = await conversationsOf(gateway, tenant.id, scope);
  const body: EvidenceBody = {
    format: EVIDENCE_FORMAT,
    tenant: tenant.id,
    scope,
    madeAt: gateway.now(),
    machine: machineDigest(),
    verdicts: conversations.flatMap(({ events }) => verdictsOf(tenant, events)),
    conversations,
    audit,
    auditKeys: tools.keys.map((key) => formatNoteKey(key, sha256)),
    canaries,
  };
  const signature = sign(
    null,
    evidenceStatement(evidenceDigest(body, sha256)),
    using.key.privateKey,
  );
  const key = new Uint8Array(Buffer.from(using.key.publicJwk.x ?? "", "base64url"));
  return { body, signature: { key: toBase64(key), value: signature.toString("base64") } };
}

async function conversationsOf(
  { journal }: Pick<Gateway, "journal">,
  tenant: string,
  { conversation, capture, since, until = Number.MAX_SAFE_INTEGER }: EvidenceScope,
): Promise<EvidenceBody["conversations"]> {
  const found: EvidenceBody["conversations"] = [];
  const ids = conversation === undefined ? begunIn() : [conversation];
  for await (const id of ids) {
    const events: EvidenceEvent[] = [];
    for await (const event of readEvents(journal, { tenant, conversation: id })) {
      const shown = withoutText(event);
      const wanted = capture === undefined || shown.capture === capture || !("capture" in event);
      if (wanted && event.at <= until) events.push(shown);
    }
    const touches = capture === undefined || events.some((event) => event.capture === capture);
    if (events.length > 0 && touches) found.push({ conversation: id, events });
    if (found.length > MOST)
      throw new Problem(413, "too_much", "More than 1,000 conversations: take a shorter period");
  }
  return found;

  async function* begunIn(): AsyncGenerator<string> {
    let cursor: string | null | undefined;
    do {
      const page = await journal.list({
        tenant,
        limit: 500,
        ...(since !== undefined && { since }),
        ...(cursor && { cursor }),
      });
      for (const row of page.conversations) if (row.createdAt <= until) yield row.conversation;
      cursor = page.cursor;
    } while (cursor);
  }
}

/** Of an event, what is an id, a time or a word of a list. Everything that somebody wrote stays behind, names too. */
function withoutText(event: JournaledEvent): EvidenceEvent {
  const { seq, at, type } = event;
  return {
    seq,
    at,
    type,
    ...("capture" in event && { capture: event.capture }),
    ...("observer" in event && { observer: event.observer }),
    ...(event.type === "capture.requested" && { template: event.template, by: event.by.kind }),
    ...(event.type === "capture.cancelled" && { by: event.by }),
    ...(event.type === "collector.ended" && {
      outcome: event.outcome,
      ...(event.reason !== undefined && { reason: event.reason }),
    }),
  };
}

/** What the policy says of each capture that was asked for. */
function verdictsOf(tenant: Tenant, events: readonly EvidenceEvent[]): EvidenceBody["verdicts"] {
  return events.flatMap(({ type, capture, template }) => {
    const form = template === undefined ? undefined : tenant.templates.get(template);
    if (type !== "capture.requested" || capture === undefined || form === undefined) return [];
    const { region } = tenant;
    const classes = form.fields.map((field) => field.class);
    const channel = "webchat_iframe";
    const verdict = verdictFor({ region, classes, channel, purpose: null });
    return [{ capture, template: form.id, region, ...verdict }];
  });
}
