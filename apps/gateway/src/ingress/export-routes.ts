import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  conversationId,
  exportQuery,
  type ExportFormat,
  type ExportManifest,
  type ReplayView,
} from "@aside/protocol";
import { Problem } from "@aside/service";
import type { Export } from "@aside/transcript";
import express, { type Request, type Response, type Router } from "express";
import { exportOf, manifestOf, previewOf, replayOf, type ExportWish } from "../egress/exports.ts";
import type { Gateway } from "../gateway.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { problemOf } from "./rest.ts";
import type { RestAccess } from "./rest-access.ts";

const TYPES: Readonly<Record<ExportFormat, string>> = {
  openai: "application/x-ndjson",
  sharegpt: "application/x-ndjson",
  jsonl: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
  text: "text/plain; charset=utf-8",
};

/** Manifests of files just sent are kept a little: `/v1/export/manifest` tells of the file that the caller has. */
const KEPT = 100;

/** Transcripts, replays and exports. */
export function exportRoutes(gateway: Gateway, access: RestAccess): Router {
  const router = express.Router();
  const sent = new Map<string, ExportManifest>();

  const tenantOf = async (request: Request): Promise<Tenant> => {
    const tenant = await gateway.tenants.find(await access.serverOrAgent(request));
    if (tenant === null) throw problemOf("not_found");
    return tenant;
  };
  const keep = (tenant: Tenant, wish: ExportWish, manifest: ExportManifest) => {
    sent.set(nameOf(tenant, wish), manifest);
    if (sent.size > KEPT) for (const oldest of sent.keys()) if (sent.delete(oldest)) break;
  };

  router.get("/v1/export", async (request, response) => {
    const tenant = await tenantOf(request);
    const wish = wishOf(request);
    const exported = exportOf(gateway, tenant, wish);
    await send(response, wish.format, exported);
    keep(tenant, wish, exported.manifest());
  });
  router.get("/v1/export/manifest", async (request, response) => {
    const tenant = await tenantOf(request);
    const wish = wishOf(request);
    const known = sent.get(nameOf(tenant, wish));
    response.json(known ?? (await manifestOf(exportOf(gateway, tenant, wish))));
  });
  router.get("/v1/export/preview", async (request, response) => {
    const tenant = await tenantOf(request);
    response.json(await previewOf(exportOf(gateway, tenant, wishOf(request))));
  });
  router.get("/v1/conversations/:conversation/transcript", async (request, response) => {
    const tenant = await tenantOf(request);
    const { format } = exportQuery.pick({ format: true }).parse({ ...request.query });
    const conversation = await existing(gateway, tenant, request);
    await send(response, format, exportOf(gateway, tenant, { format, conversation }));
  });
  router.get("/v1/conversations/:conversation/replay", async (request, response) => {
    const tenant = await tenantOf(request);
    const conversation = await existing(gateway, tenant, request);
    const view: ReplayView = {
      conversation,
      entries: await replayOf(gateway, tenant.id, conversation),
    };
    response.setHeader("cache-control", "no-store");
    response.json(view);
  });
  return router;
}

async function send(response: Response, format: ExportFormat, exported: Export): Promise<void> {
  response.setHeader("content-type", TYPES[format]);
  response.setHeader("content-disposition", "attachment");
  response.setHeader("cache-control", "no-store");
  await pipeline(Readable.from(exported.body), response);
}

async function existing(gateway: Gateway, tenant: Tenant, request: Request): Promise<string> {
  const parsed = conversationId.safeParse(request.params["conversation"]);
  const key = { tenant: tenant.id, conversation: parsed.data ?? "none" };
  if (!parsed.success || (await gateway.journal.get(key)) === undefined)
    throw problemOf("not_found");
  return parsed.data;
}

function wishOf(request: Request): ExportWish {
  const { format, since, until, conversation } = exportQuery.parse({ ...request.query });
  return { format, since: instantOf(since), until: instantOf(until), conversation };
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Problem(400, "invalid_request", "A time is not valid");
  return at;
}

function nameOf({ id }: Tenant, { format, since, until, conversation }: ExportWish): string {
  return JSON.stringify([id, format, since, until, conversation]);
}
