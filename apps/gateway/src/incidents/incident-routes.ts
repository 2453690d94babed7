import type { Database } from "@aside/postgres";
import { conversationId, incidentQuery, lastOf, reviewWish } from "@aside/protocol";
import { jsonBody, Problem } from "@aside/service";
import express, { type Request, type Router } from "express";
import * as z from "zod";
import type { Gateway } from "../gateway.ts";
import { sameOrigin } from "../http/sign-in.ts";
import { admission } from "../ingress/admission.ts";
import { problemOf } from "../ingress/rest.ts";
import type { RestAccess } from "../ingress/rest-access.ts";
import { cleanText } from "../screening/cut-out.ts";
import { listIncidents } from "./list-incidents.ts";
import { reviewIncident } from "./review-incident.ts";

const place = z.strictObject({
  conversation: conversationId,
  seq: z.coerce.number().int().positive(),
});

/** `/v1/incidents`: for a tenant's compliance officer, by API key or as a supervisor in the console. */
export function incidentRoutes(gateway: Gateway, database: Database, access: RestAccess): Router {
  const router = express.Router();
  const caller = admission(access.serverOrSupervisor);
  router.get("/v1/incidents", async (request, response) => {
    const { tenant } = await access.serverOrSupervisor(request);
    const { since, until, ...query } = incidentQuery.parse({ ...request.query });
    response.setHeader("cache-control", "no-store");
    response.json(
      await listIncidents(database, tenant, {
        ...query,
        since: since === undefined ? 0 : Date.parse(since),
        until: until === undefined ? Number.MAX_SAFE_INTEGER : lastOf(until),
      }),
    );
  });
  router.post(
    "/v1/incidents/:conversation/:seq/reviews",
    sameOrigin(gateway),
    caller.admit,
    jsonBody(4_096),
    async (request, response) => {
      const { tenant: id, by } = caller.of(request);
      const which = placeOf(request);
      const { note, ...wish } = reviewWish.parse(request.body);
      const tenant = await gateway.tenants.find(id);
      if (tenant === null) throw problemOf("not_found");
      const clean = note === undefined ? {} : { note: cleanText(note, tenant).text };
      const said = { ...wish, ...clean, by, at: gateway.now() };
      const reviewed = await reviewIncident(database, id, which, said);
      if (reviewed === "not_found") throw problemOf("not_found");
      if (reviewed === "no_review")
        throw new Problem(
          409,
          "no_review",
          "This says what became of a cut: review the cut itself",
        );
      response.setHeader("cache-control", "no-store");
      response.status(201).json(reviewed);
    },
  );
  return router;
}

function placeOf(request: Request): z.infer<typeof place> {
  const parsed = place.safeParse({ ...request.params });
  if (!parsed.success) throw problemOf("not_found");
  return parsed.data;
}
