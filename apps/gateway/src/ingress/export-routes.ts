import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  conversationId,
  exportWish,
  type ExportFormat,
  type ExportWish,
  type ReplayView,
} from "@aside/protocol";
import { jsonBody, Problem } from "@aside/service";
import { FORMATS } from "@aside/transcript";
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import { replayOf } from "../egress/replay.ts";
import { findingsOf } from "../exports/findings-of.ts";
import type { Gateway } from "../gateway.ts";
import { sameOrigin } from "../http/sign-in.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { admission } from "./admission.ts";
import { handles } from "./handles.ts";
import { problemOf } from "./rest.ts";
import type { Exporter, RestAccess } from "./rest-access.ts";

const exportId = z.string().regex(/^exp_[0-9a-hjkmnp-tv-z]{26}$/);
const fileQuery = z.strictObject({ from: z.coerce.number().int().min(0).default(0) });

/** Transcripts, replays, findings and exports. An agent exports conversations of their own; all of them a supervisor does, or a server. */
export function exportRoutes(gateway: Gateway, access: RestAccess): Router {
  const router = express.Router();
  const { exports } = gateway;

  const tenantOf = async (request: Request): Promise<Tenant> =>
    await tenantNamed(gateway, await access.serverOrAgent(request));

  /** What is wished for, by somebody who may have it. */
  const wishOf = async (by: Exporter, given: unknown) => {
    const wish = exportWish.parse(given);
    return { tenant: await permitted(gateway, by, wish), wish };
  };
  /** An export that was begun; of another's conversation there is none for an agent. */
  const jobOf = async (request: Request) => {
    const by = await access.exporter(request);
    const tenant = await tenantNamed(gateway, by.tenant);
    const view = await exports.view(tenant, idOf(request));
    if (!(await mayHave(gateway, by, view.wish))) throw problemOf("not_found");
    return { tenant, view };
  };

  router.get("/v1/export", async (request, response) => {
    const { tenant, wish } = await wishOf(await access.exporter(request), { ...request.query });
    await send(response, wish.format, (await exports.once(tenant, wish, goneOf(response))).body);
  });
  router.get("/v1/export/preview", async (request, response) => {
    const { tenant, wish } = await wishOf(await access.exporter(request), { ...request.query });
    response.setHeader("cache-control", "no-store");
    response.json(await exports.preview(tenant, wish, goneOf(response)));
  });
  const exporter = admission(access.exporter);
  const begins = [sameOrigin(gateway), exporter.admit, jsonBody(4_096)];
  router.post("/v1/exports", ...begins, async (request, response) => {
    const { tenant, wish } = await wishOf(exporter.of(request), request.body);
    response.status(201).json(await exports.begin(tenant, wish));
  });
  router.get("/v1/exports/:export", async (request, response) => {
    const { view } = await jobOf(request);
    response.setHeader("cache-control", "no-store");
    response.json(view);
  });
  router.get("/v1/exports/:export/file", async (request, response) => {
    const { tenant, view } = await jobOf(request);
    const { from } = fileQuery.parse({ ...request.query });
    const { wish, body } = await exports.file(tenant, view.id, from, goneOf(response));
    await send(response, wish.format, body);
  });
  router.get("/v1/exports/:export/manifest", async (request, response) => {
    const { tenant, view } = await jobOf(request);
    response.setHeader("cache-control", "no-store");
    response.json(await exports.manifest(tenant, view.id));
  });
  router.delete("/v1/exports/:export", sameOrigin(gateway), async (request, response) => {
    const { tenant, view } = await jobOf(request);
    await exports.remove(tenant, view.id);
    response.status(204).end();
  });
  router.get("/v1/conversations/:conversation/transcript", async (request, response) => {
    const by = await access.exporter(request);
    const { format, mode } = exportWish
      .pick({ format: true, mode: true })
      .parse({ ...request.query });
    const conversation = await existing(gateway, by.tenant, request);
    const wish = exportWish.parse({ format, mode, conversation });
    const tenant = await permitted(gateway, by, wish);
    const made = await exports.once(tenant, wish, goneOf(response));
    await send(response, format, made.body);
  });
  router.get("/v1/conversations/:conversation/replay", async (request, response) => {
    const tenant = await tenantOf(request);
    const conversation = await existing(gateway, tenant.id, request);
    const view: ReplayView = {
      conversation,
      entries: await replayOf(gateway, tenant.id, conversation),
    };
    response.setHeader("cache-control", "no-store");
    response.json(view);
  });
  router.get("/v1/conversations/:conversation/findings", async (request, response) => {
    const tenant = await tenantOf(request);
    const conversation = await existing(gateway, tenant.id, request);
    response.setHeader("cache-control", "no-store");
    response.json(await findingsOf(gateway, tenant, conversation, goneOf(response)));
  });
  return router;
}

async function tenantNamed({ tenants }: Gateway, id: string): Promise<Tenant> {
  const tenant = await tenants.find(id);
  if (tenant === null) throw problemOf("not_found");
  return tenant;
}

async function permitted(gateway: Gateway, by: Exporter, wish: ExportWish): Promise<Tenant> {
  if (await mayHave(gateway, by, wish)) return await tenantNamed(gateway, by.tenant);
  throw new Problem(
    403,
    "not_allowed",
    "An agent may export conversations of their own. For others, ask a supervisor",
  );
}

async function mayHave(
  gateway: Gateway,
  { tenant, agent }: Exporter,
  { conversation }: ExportWish,
): Promise<boolean> {
  if (agent === null) return true;
  return conversation !== undefined && (await handles(gateway, { tenant, conversation }, agent));
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

async function existing(gateway: Gateway, tenant: string, request: Request): Promise<string> {
  const parsed = conversationId.safeParse(request.params["conversation"]);
  const key = { tenant, conversation: parsed.data ?? "none" };
  if (!parsed.success || (await gateway.journal.get(key)) === undefined)
    throw problemOf("not_found");
  return parsed.data;
}
