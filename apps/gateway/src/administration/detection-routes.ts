import type { Database } from "@aside/postgres";
import { jsonBody, Problem } from "@aside/service";
import express, { type Request, type Response, type Router } from "express";
import type { Gateway } from "../gateway.ts";
import { sameOrigin } from "../http/sign-in.ts";
import { admission } from "../ingress/admission.ts";
import { problemOf } from "../ingress/rest.ts";
import type { RestAccess } from "../ingress/rest-access.ts";
import { changesQuery, detectionView, type DetectionView } from "./detection-change.ts";
import { listChanges, putDetection, readDetection, versionOf } from "./put-detection.ts";

const PATH = "/v1/settings/detection";

/** What a tenant wants found and cut out otherwise than by default: for its servers and supervisors. Each change is on record. */
export function detectionRoutes(gateway: Gateway, database: Database, access: RestAccess): Router {
  const router = express.Router();
  router.get(PATH, async (request, response) => {
    const { tenant } = await access.serverOrSupervisor(request);
    const view = await readDetection(database, tenant);
    if (view === null) throw problemOf("not_found");
    send(response, view);
  });
  const caller = admission(access.serverOrSupervisor);
  const json = jsonBody(65_536);
  router.put(PATH, sameOrigin(gateway), caller.admit, json, async (request, response) => {
    const { tenant, by } = caller.of(request);
    const to = viewOf(request);
    const expected = expectedOf(request);
    const put = await putDetection(database, tenant, { to, by, at: gateway.now(), expected });
    if (put === "no tenant") throw problemOf("not_found");
    if (put === "changed")
      throw new Problem(
        412,
        "changed_meanwhile",
        "Somebody else has changed these settings: read them again, then make your change",
      );
    gateway.tenants.forget(tenant);
    send(response, to);
  });
  router.get(`${PATH}/changes`, async (request, response) => {
    const { tenant } = await access.serverOrSupervisor(request);
    const changes = await listChanges(database, tenant, changesQuery.parse({ ...request.query }));
    response.setHeader("cache-control", "no-store");
    response.json({ changes });
  });
  return router;
}

function send(response: Response, view: DetectionView): void {
  response.setHeader("cache-control", "no-store");
  response.setHeader("etag", `"${versionOf(view)}"`);
  response.json(view);
}

/** Our own checks say in words what is wrong: who writes a pattern needs more than its place. The words hold nothing of the input. */
function viewOf(request: Request): DetectionView {
  const parsed = detectionView.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, code, message }) => ({
    path: path.join("."),
    code: code === "custom" ? message : code,
  }));
  throw new Problem(400, "malformed", "These settings are not valid: `issues` says where", {
    issues,
  });
}

function expectedOf(request: Request): string | null {
  const given = request.get("if-match");
  return given === undefined || given === "*" ? null : given.replaceAll(/^(?:W\/)?"|"$/g, "");
}
