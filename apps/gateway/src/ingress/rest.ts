import { createHash, randomUUID } from "node:crypto";
import {
  captureId,
  conversationId,
  createId,
  requestCapture,
  startConversation,
  type CaptureView,
  type ConversationView,
  type RefusalCode,
} from "@aside/protocol";
import { jsonBody, Problem } from "@aside/service";
import { admit, captureView } from "@aside/session";
import express, { type Request, type Router } from "express";
import * as z from "zod";
import type { Conversation } from "../conversation/conversation.ts";
import type { Decision } from "../conversation/conversations.ts";
import { conversationViewOf } from "../egress/leave.ts";
import type { Gateway } from "../gateway.ts";
import { OPEN_CHAT } from "../screening/cut-out.ts";
import { cleanWish, isSameWish, type Wish } from "./capture-wish.ts";
import { openConversation } from "./enter-conversation.ts";
import { refusalOf } from "./refusals.ts";
import { mayRead } from "./reader.ts";
import type { RestAccess } from "./rest-access.ts";
import { requestForm } from "./request-form.ts";
import { captureRequest } from "./start-capture.ts";
import { admission } from "./admission.ts";

/** REST for a tenant's own servers: conversations and captures. */
export function restRoutes(gateway: Gateway, access: RestAccess): Router {
  const router = express.Router();
  const json = jsonBody(16_384);
  const server = admission(access.server);

  router.post("/v1/conversations", server.admit, json, async (request, response) => {
    const tenant = server.of(request);
    const { customer } = startConversation.parse(request.body);
    const key = request.get("idempotency-key") === undefined ? randomUUID() : keyOf(request);
    const id = createId("cnv", digestOf(tenant, key));
    const opened = await openConversation(gateway, tenant, id, customer);
    if (opened === null) throw reused();
    const view = await viewOf(gateway, tenant, id);
    response.status(opened.first ? 201 : 200).json({ ...view, session: opened.secret });
  });
  router.get("/v1/conversations/:conversation", async (request, response) => {
    const reader = await access.reader(request);
    const conversation = paramOf(request, "conversation", conversationId);
    await mayRead(gateway, reader, conversation);
    response.setHeader("cache-control", "no-store");
    response.json(await viewOf(gateway, reader.tenant, conversation));
  });
  const captures = "/v1/conversations/:conversation/captures";
  router.post(captures, server.admit, json, async (request, response) => {
    const tenant = server.of(request);
    const conversation = paramOf(request, "conversation", conversationId);
    const wish = requestCapture.parse(request.body);
    const { view, first } = await beginCapture(gateway, tenant, conversation, keyOf(request), wish);
    response.status(first ? 201 : 200).json(view);
  });
  router.delete("/v1/conversations/:conversation/captures/:capture", async (request, response) => {
    const tenant = await access.server(request);
    keyOf(request);
    const conversation = paramOf(request, "conversation", conversationId);
    const capture = paramOf(request, "capture", captureId);
    response.status(202).json(await cancel(gateway, tenant, conversation, capture));
  });
  return router;
}

/** A conversation as REST shows it: what its agents were told. */
async function viewOf(
  { conversations }: Gateway,
  tenant: string,
  conversation: string,
): Promise<ConversationView> {
  const changed = await conversations.change(
    { tenant, conversation },
    ({ seq, id, told, snapshot }) =>
      seq === 0 ? { refuse: "not_found" } : { answer: conversationViewOf(id, told, snapshot) },
  );
  if (!changed.ok) throw problemOf(changed.code);
  return changed.value;
}

interface Requested {
  readonly view: CaptureView;
  readonly first: boolean;
}

/** The same key gives the same capture: its id is made from the key, so no second one can come of it on any node. */
async function beginCapture(
  gateway: Gateway,
  tenantId: string,
  conversation: string,
  key: string,
  asked: Wish,
): Promise<Requested> {
  const tenant = await gateway.tenants.find(tenantId);
  const wish = cleanWish(asked, tenant ?? OPEN_CHAT);
  const capture = createId("cap", digestOf(tenantId, conversation, key));
  const event =
    tenant === null
      ? "not_found"
      : captureRequest(
          tenant,
          { ...wish, capture, by: { kind: "api" } },
          gateway.settings,
          gateway.now(),
        );
  const begun = ({ snapshot }: Pick<Conversation, "snapshot">): Requested | null => {
    const known = snapshot.context.capture;
    if (known?.id !== capture) return null;
    if (!isSameWish(known, wish)) throw reused();
    return { view: captureView(known), first: false };
  };
  const decide = (known: Conversation): Decision<Requested | "earlier"> => {
    const { seq, snapshot } = known;
    if (seq === 0) return { refuse: "not_found" };
    const answer = begun(known);
    if (answer !== null) return { answer };
    if (typeof event === "string") return { refuse: event };
    const verdict = admit(snapshot, event);
    if (verdict.verdict !== "take")
      return { refuse: verdict.verdict === "refuse" ? verdict.code : "not_allowed" };
    return {
      event: verdict.event,
      clientId: `capture:${capture}`,
      done: (_, after) => {
        const own = begun(after);
        if (own === null) throw new Problem(500, "internal", "Something went wrong on our side");
        return { ...own, first: true };
      },
      // Another node took the same key at the same moment, or it is one of long ago.
      again: (_, after) => begun(after) ?? "earlier",
    };
  };
  const form = { tenant: tenantId, conversation, template: wish.template };
  const changed = await requestForm(gateway, form, decide);
  if (!changed.ok) throw problemOf(changed.code);
  if (changed.value === "earlier")
    throw new Problem(
      409,
      "capture_over",
      "This key began a capture that is over and was followed by another",
    );
  return changed.value;
}

async function cancel(
  { conversations }: Gateway,
  tenant: string,
  conversation: string,
  capture: string,
): Promise<CaptureView> {
  const changed = await conversations.change<CaptureView>(
    { tenant, conversation },
    ({ seq, snapshot }) => {
      const known = snapshot.context.capture;
      if (seq === 0 || known?.id !== capture) return { refuse: "not_found" };
      const verdict = admit(snapshot, { type: "capture.cancelled", capture, by: "api" });
      // Ended, ending or submitted: what it is, is the answer, as often as it is asked.
      if (verdict.verdict !== "take") return { answer: captureView(known) };
      return {
        event: verdict.event,
        done: (_, after) => captureView(after.snapshot.context.capture ?? known),
      };
    },
  );
  if (!changed.ok) throw problemOf(changed.code);
  return changed.value;
}

/** What an id is made from, so that a request that is repeated makes nothing new on any node. */
function digestOf(...names: readonly string[]): Buffer {
  return createHash("sha256").update(JSON.stringify(names)).digest();
}

function keyOf(request: Request): string {
  const key = request.get("idempotency-key");
  if (key !== undefined && /^[\x21-\x7e]{1,100}$/.test(key)) return key;
  throw new Problem(
    400,
    "idempotency_key",
    "The header Idempotency-Key must be 1 to 100 visible characters",
  );
}

function paramOf(request: Request, name: string, schema: z.core.$ZodType<string>): string {
  const parsed = z.safeParse(schema, request.params[name]);
  if (parsed.success) return parsed.data;
  throw problemOf("not_found");
}

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  not_found: 404,
  unknown_template: 422,
  policy_denied: 403,
  too_many: 429,
  unavailable: 503,
};

export function problemOf(code: RefusalCode): Problem {
  return new Problem(STATUS[code] ?? 409, code, refusalOf(code).text);
}

function reused(): Problem {
  return new Problem(
    409,
    "idempotency_key_reused",
    "This Idempotency-Key was used for another request",
  );
}
