import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  conversationId,
  createId,
  exportWish,
  type ExportFormat,
  type ExportWish,
  type ReplayView,
} from "@aside/protocol";
import { jsonBody, Problem } from "@aside/service";
import { FORMATS, type Export } from "@aside/transcript";
import express, { type Request, type Response, type Router } from "express";
import * as z from "zod";
import { countWords, subjectOf, wishWords } from "../acts/export-words.ts";
import { replayOf } from "../egress/replay.ts";
import { findingsOf } from "../exports/findings-of.ts";
import { noSuchExport } from "../exports/exports.ts";
import { createTurns } from "../exports/turns.ts";
import type { Gateway } from "../gateway.ts";
import { sameOrigin } from "../http/sign-in.ts";
import type { Tenant } from "../tenants/tenants.ts";
import { admission } from "./admission.ts";
import { mayRead, readsAll, relationTo, type Reader } from "./reader.ts";
import { problemOf } from "./rest.ts";
import type { RestAccess } from "./rest-access.ts";

const exportId = z.string().regex(/^exp_[0-9a-hjkmnp-tv-z]{26}$/);
const fileQuery = z.strictObject({ from: z.coerce.number().int().min(0).default(0) });

/**
 * Transcripts, replays, findings and exports. An agent reads conversations of their own; all of them a supervisor does, or a server. Each is on
 * record before a byte of it leaves (AUD1).
 */
export function exportRoutes(gateway: Gateway, access: RestAccess): Router {
  const router = express.Router();
  const { exports, recordAccess } = gateway;
  const turns = createTurns();
  /** One conversation is looked at by itself, and waits for no turn. */
  const inTurn = <T>({ tenant, wish }: Omit<Wished, "reader">, work: () => Promise<T>) =>
    wish.conversation === undefined ? turns.take(tenant.id, work) : work();

  /** What is wished for, by somebody who may have it. */
  const wishOf = async (reader: Reader, given: unknown) => {
    const wish = exportWish.parse(given);
    await mayExport(gateway, reader, wish);
    return { reader, tenant: await tenantNamed(gateway, reader.tenant), wish };
  };
  /** An export that was begun; of another's conversation there is none for an agent. */
  const jobOf = async (request: Request) => {
    const reader = await access.reader(request);
    const tenant = await tenantNamed(gateway, reader.tenant);
    const view = await exports.view(tenant, idOf(request));
    if (!(await reaches(gateway, reader, view.wish))) throw noSuchExport();
    return { reader, tenant, view };
  };
  /** A file made at once: it has an id in the audit log only. */
  const sendOnce = async ({ reader, tenant, wish }: Wished, response: Response) => {
    const id = createId("exp", randomBytes(16));
    const subject = subjectOf(id, wish);
    await inTurn({ tenant, wish }, async () => {
      await recordAccess(reader, { action: "export.begun", subject, detail: wishWords(wish) });
      const made = await exports.once(tenant, wish, goneOf(response));
      await send(response, wish.format, onRecord(gateway, reader, subject, made));
    });
  };

  router.get("/v1/export", async (request, response) => {
    await sendOnce(await wishOf(await access.reader(request), { ...request.query }), response);
  });
  router.get("/v1/export/preview", async (request, response) => {
    const asked = await wishOf(await access.reader(request), { ...request.query });
    const { reader, tenant, wish } = asked;
    const subject = wish.conversation ?? tenant.id;
    const preview = await inTurn({ tenant, wish }, async () => {
      await recordAccess(reader, { action: "export.previewed", subject, detail: wishWords(wish) });
      return await exports.preview(tenant, wish, goneOf(response));
    });
    response.setHeader("cache-control", "no-store");
    response.json(preview);
  });
  const caller = admission(access.reader);
  const begins = [sameOrigin(gateway), caller.admit, jsonBody(4_096)];
  router.post("/v1/exports", ...begins, async (request, response) => {
    const { reader, tenant, wish } = await wishOf(caller.of(request), request.body);
    const view = await exports.begin(tenant, wish, ({ id, wish: asked }) =>
      recordAccess(reader, {
        action: "export.begun",
        subject: subjectOf(id, asked),
        detail: wishWords(asked),
      }),
    );
    response.status(201).json(view);
  });
  router.get("/v1/exports/:export", async (request, response) => {
    const { view } = await jobOf(request);
    response.setHeader("cache-control", "no-store");
    response.json(view);
  });
  router.get("/v1/exports/:export/file", async (request, response) => {
    const { reader, tenant, view } = await jobOf(request);
    const { id, wish } = view;
    const { from } = fileQuery.parse({ ...request.query });
    const subject = subjectOf(id, wish);
    await inTurn({ tenant, wish }, async () => {
      await recordAccess(reader, { action: "export.opened", subject, detail: wishWords(wish) });
      const made = await exports.file(tenant, id, from, goneOf(response));
      await send(response, wish.format, onRecord(gateway, reader, subject, made));
    });
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
    const reader = await access.reader(request);
    const { format, mode } = exportWish
      .pick({ format: true, mode: true })
      .parse({ ...request.query });
    const conversation = await existing(gateway, reader.tenant, request);
    await sendOnce(await wishOf(reader, { format, mode, conversation }), response);
  });
  router.get("/v1/conversations/:conversation/replay", async (request, response) => {
    const { reader, conversation } = await opened(gateway, access, request);
    const view: ReplayView = {
      conversation,
      entries: await replayOf(gateway, reader.tenant, conversation),
    };
    response.setHeader("cache-control", "no-store");
    response.json(view);
  });
  router.get("/v1/conversations/:conversation/findings", async (request, response) => {
    const { reader, conversation } = await opened(gateway, access, request);
    const tenant = await tenantNamed(gateway, reader.tenant);
    response.setHeader("cache-control", "no-store");
    response.json(await findingsOf(gateway, tenant, conversation, goneOf(response)));
  });
  return router;
}

interface Wished {
  readonly reader: Reader;
  readonly tenant: Tenant;
  readonly wish: ExportWish;
}

async function tenantNamed({ tenants }: Gateway, id: string): Promise<Tenant> {
  const tenant = await tenants.find(id);
  if (tenant === null) throw problemOf("not_found");
  return tenant;
}

/** A conversation that is there, for somebody who may read it, and that they do is on record. */
async function opened(gateway: Gateway, access: RestAccess, request: Request) {
  const reader = await access.reader(request);
  const conversation = await existing(gateway, reader.tenant, request);
  const relation = await mayRead(gateway, reader, conversation);
  await gateway.recordAccess(reader, {
    action: "transcript.read",
    subject: conversation,
    ...(relation === "own" && { detail: "own" }),
  });
  return { reader, conversation };
}

async function mayExport(gateway: Gateway, reader: Reader, wish: ExportWish): Promise<void> {
  if (await reaches(gateway, reader, wish)) return;
  throw new Problem(
    403,
    "not_allowed",
    "An agent may export conversations of their own. For others, ask a supervisor",
  );
}

async function reaches(
  gateway: Gateway,
  reader: Reader,
  { conversation }: ExportWish,
): Promise<boolean> {
  if (readsAll(reader)) return true;
  if (conversation === undefined) return false;
  return (await relationTo(gateway, reader, conversation)) === "own";
}

/** The file, and at its end what it came to, by the digest that its manifest holds too. */
async function* onRecord(
  { recordAccess }: Gateway,
  reader: Reader,
  subject: string,
  { body, counts }: Export,
): AsyncGenerator<Uint8Array> {
  yield* body;
  await recordAccess(reader, { action: "export.completed", subject, detail: countWords(counts()) });
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
  if (response.closed) gone.abort();
  response.once("close", () => response.writableFinished || gone.abort());
  return gone.signal;
}

function idOf(request: Request): string {
  const parsed = exportId.safeParse(request.params["export"]);
  if (!parsed.success) throw noSuchExport();
  return parsed.data;
}

async function existing(gateway: Gateway, tenant: string, request: Request): Promise<string> {
  const parsed = conversationId.safeParse(request.params["conversation"]);
  const key = { tenant, conversation: parsed.data ?? "none" };
  if (!parsed.success || (await gateway.journal.get(key)) === undefined)
    throw problemOf("not_found");
  return parsed.data;
}
