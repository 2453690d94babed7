import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { conversationId, exportWish, type ExportFormat, type ReplayView } from "@aside/protocol";
import { jsonBody } from "@aside/service";
import { FORMATS } from "@aside/transcript";
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { replayOf } from "../egress/replay.ts";
import { findingsOf } from "../exports/findings-of.ts";
import type { Gateway } from "../gateway.ts";
import { sameOrigin } from "../http/sign-in.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { problemOf } from "./rest.ts";
import type { RestAccess } from "./rest-access.ts";

const exportId = z.string().regex(/^exp_[0-9a-hjkmnp-tv-z]{26}$/);
const fileQuery = z.strictObject({ from: z.coerce.number().int().min(0).default(0) });

/** Transcripts, replays, findings and exports. */
export function exportRoutes(gateway: Gateway, access: RestAccess): Router {
  const router = express.Router();
  const { exports } = gateway;

  const tenantOf = async (request: Request): Promise<Tenant> => {
    const tenant = await gateway.tenants.find(await access.serverOrAgent(request));
    if (tenant === null) throw problemOf("not_found");
    return tenant;
  };

  router.get("/v1/export", async (request, response) => {
    const tenant = await tenantOf(request);
    const wish = exportWish.parse({ ...request.query });
    await send(response, wish.format, (await exports.once(tenant, wish, goneOf(response))).body);
  });
  router.get("/v1/export/preview", async (request, response) => {
    const tenant = await tenantOf(request);
    response.setHeader("cache-control", "no-store");
    const wish = exportWish.parse({ ...request.query });
    response.json(await exports.preview(tenant, wish, goneOf(response)));
  });
  router.post("/v1/exports", sameOrigin(gateway), jsonBody(4_096), async (request, response) => {
    const tenant = await tenantOf(request);
    response.status(201).json(await exports.begin(tenant, exportWish.parse(request.body)));
  });
  router.get("/v1/exports/:export", async (request, response) => {
    response.setHeader("cache-control", "no-store");
    response.json(await exports.view(await tenantOf(request), idOf(request)));
  });
  router.get("/v1/exports/:export/file", async (request, response) => {
    const tenant = await tenantOf(request);
    const { from } = fileQuery.parse({ ...request.query });
    const { wish, body } = await exports.file(tenant, idOf(request), from, goneOf(response));
    await send(response, wish.format, body);
  });
  router.get("/v1/exports/:export/manifest", async (request, response) => {
    response.setHeader("cache-control", "no-store");
    response.json(await exports.manifest(await tenantOf(request), idOf(request)));
  });
  router.delete("/v1/exports/:export", sameOrigin(gateway), async (request, response) => {
    await exports.remove(await tenantOf(request), idOf(request));
    response.status(204).end();
  });
  router.get("/v1/conversations/:conversation/transcript", async (request, response) => {
    const tenant = await tenantOf(request);
    const { format, mode } = exportWish
      .pick({ format: true, mode: true })
      .parse({ ...request.query });
    const conversation = await existing(gateway, tenant, request);
    const wish = exportWish.parse({ format, mode, conversation });
    const made = await exports.once(tenant, wish, goneOf(response));
    await send(response, format, made.body);
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
  router.get("/v1/conversations/:conversation/findings", async (request, response) => {
    const tenant = await tenantOf(request);
    const conversation = await existing(gateway, tenant, request);
    response.setHeader("cache-control", "no-store");
    response.json(await findingsOf(gateway, tenant, conversation, goneOf(response)));
  });
  return router;
}

async function send(
  response: Response,
  format: ExportFormat,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  response.setHeader("content-type", FORMATS[format].contentType);
  response.setHeader("content-disposition", "attachment");
  response.setHeader("cache-control", "no-store");
  await pipeline(Readable.from(body, { objectMode: false, highWaterMark: 262_144 }), response);
}

/** Aborted once nobody waits for the answer any more. */
function goneOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => response.writableFinished || gone.abort());
  return gone.signal;
}

function idOf(request: Request): string {
  const parsed = exportId.safeParse(request.params["export"]);
  if (!parsed.success) throw problemOf("not_found");
  return parsed.data;
}

async function existing(gateway: Gateway, tenant: Tenant, request: Request): Promise<string> {
  const parsed = conversationId.safeParse(request.params["conversation"]);
  const key = { tenant: tenant.id, conversation: parsed.data ?? "none" };
  if (!parsed.success || (await gateway.journal.get(key)) === undefined)
    throw problemOf("not_found");
  return parsed.data;
}
