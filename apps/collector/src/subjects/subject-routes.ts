import { subjectId, token as tokenSchema } from "@aside/protocol";
import { createRateLimiter, networkOf } from "@aside/service";
import { isTokenOf, type ShredScope } from "@aside/vault";
import express, { type Request, type Response, type Router } from "express";
import type { Collector } from "../collector.ts";
import { signReceipt } from "../commands/receipt.ts";
import { tenantOfApiKey } from "../forward/api-keys.ts";
import { refusalOf, type OtherRefusal } from "../forward/forward-refusal.ts";

/**
 * For a tenant's own servers, by its API key:
 *
 * - `GET /v1/subjects/{subject}`: what is known of a person's records; nothing is opened
 * - `DELETE /v1/subjects/{subject}`, `DELETE /v1/tokens/{token}`: destroys keys and records, answers with a signed receipt. Again is as once.
 */
export function subjectRoutes(collector: Collector): Router {
  const { vault, now, wrongKeys } = collector;
  const router = express.Router();
  const perTenant = createRateLimiter({ burst: 50, perSecond: 10, now });

  const tenantOf = async (request: Request, response: Response) => {
    const network = networkOf(request.ip);
    if (wrongKeys.refuses(network)) return refuse(response, "too_many");
    const tenant = await tenantOfApiKey(collector.database, request.get("authorization") ?? "");
    if (tenant === null) await wrongKeys.wrong(network);
    if (tenant === null) return refuse(response, "unauthorised");
    return perTenant.take(tenant) > 0 ? refuse(response, "too_many") : tenant;
  };
  const shred = async (tenant: string, scope: ShredScope, response: Response) => {
    const receipt = await vault.shred({ tenant, scope, ...BY });
    const signed = await signReceipt(receipt, collector.receiptKey, collector.collectorUrl);
    response.json({ receipt, signed });
  };

  router.get("/v1/subjects/:subject", async (request, response) => {
    const tenant = await tenantOf(request, response);
    if (tenant === null) return;
    const subject = subjectId.safeParse(request.params.subject);
    if (!subject.success) return void refuse(response, "not_found");
    response.json({ records: await vault.exportSubject({ tenant, subject: subject.data, ...BY }) });
  });
  router.delete("/v1/subjects/:subject", async (request, response) => {
    const tenant = await tenantOf(request, response);
    if (tenant === null) return;
    const subject = subjectId.safeParse(request.params.subject);
    if (!subject.success) return void refuse(response, "not_found");
    await shred(tenant, { kind: "subject", subject: subject.data }, response);
  });
  router.delete("/v1/tokens/:token", async (request, response) => {
    const tenant = await tenantOf(request, response);
    if (tenant === null) return;
    const token = tokenSchema.safeParse(request.params.token);
    const ours = token.success && isTokenOf(tenant, token.data);
    if (!ours) return void refuse(response, "not_found");
    await shred(tenant, { kind: "record", token: token.data }, response);
  });
  return router;
}

const BY = { actor: "tenant", reference: "api" };

function refuse(response: Response, code: OtherRefusal): null {
  const { status, body } = refusalOf(code);
  if (status === 429) response.set("Retry-After", "5");
  if (status === 401) response.set("WWW-Authenticate", "Bearer");
  response.status(status).json({ code: body.code, text: body.text });
  return null;
}
