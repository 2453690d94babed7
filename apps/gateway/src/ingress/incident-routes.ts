import type { Database } from "@aside/postgres";
import { incidentQuery } from "@aside/protocol";
import express, { type Router } from "express";
import { listIncidents } from "../screening/incidents.ts";
import type { RestAccess } from "./rest-access.ts";

/** `GET /v1/incidents`: for a tenant's compliance officer, by API key or as a supervisor in the console. */
export function incidentRoutes(database: Database, access: RestAccess): Router {
  const router = express.Router();
  router.get("/v1/incidents", async (request, response) => {
    const tenant = await access.serverOrSupervisor(request);
    const { since, until, ...query } = incidentQuery.parse({ ...request.query });
    response.setHeader("cache-control", "no-store");
    response.json(
      await listIncidents(database, tenant, {
        ...query,
        since: since === undefined ? 0 : Date.parse(since),
        until: until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until),
      }),
    );
  });
  return router;
}
