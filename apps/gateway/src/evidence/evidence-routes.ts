import { evidenceBody, proofFile } from "@aside/audit-log";
import { jsonBody, Problem } from "@aside/service";
import express, { type Router } from "express";
import * as z from "zod";
import type { Gateway } from "../gateway.ts";
import { admission } from "../ingress/admission.ts";
import type { RestAccess } from "../ingress/rest-access.ts";
import { evidenceOf, type EvidenceTools } from "./evidence-of.ts";

const wish = z.strictObject({
  scope: evidenceBody.shape.scope,
  audit: proofFile,
  canaries: evidenceBody.shape.canaries,
});

/** `POST /v1/evidence`: the collector's proof goes in, a signed pack of both sides comes out. */
export function evidenceRoutes(gateway: Gateway, using: EvidenceTools, access: RestAccess): Router {
  const router = express.Router();
  const server = admission(access.server);
  const json = jsonBody(16 * 1_024 * 1_024);
  router.post("/v1/evidence", server.admit, json, async (request, response) => {
    const tenant = await gateway.tenants.find(server.of(request));
    if (tenant === null) throw new Problem(404, "not_found", "There is no such tenant");
    response.setHeader("cache-control", "no-store");
    response.json(await evidenceOf(gateway, using, tenant, wish.parse(request.body)));
  });
  return router;
}
