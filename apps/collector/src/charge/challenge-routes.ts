import { captureId } from "@aside/protocol";
import type { RateLimiter } from "@aside/service";
import express, { type Request, type Router } from "express";
import * as z from "zod";
import { boundCapture } from "../capture/bound-capture.ts";
import type { Collector } from "../collector.ts";
import { commonHeaders } from "../form/form-headers.ts";
import { take } from "../http/request.ts";
import { Refusal } from "../refusal.ts";
import { findTenant } from "../tenants.ts";
import { attemptCharge } from "./attempt-charge.ts";
import { type Charge, latestCharge } from "./charge.ts";

const parameter = z.string().regex(/^[\x21-\x7e]{1,4000}$/);

/**
 * `GET /challenge/{capture}?jti=`: a page of ours, without a script, that frames the page of the customer's bank and nothing else.
 * `GET|POST /challenge/{capture}/return`: where that page leads back to. What it brings is only a reason to ask the destination.
 */
export function challengeRoutes(collector: Collector, perCapture: RateLimiter): Router {
  const router = express.Router();
  const secure = collector.collectorUrl.startsWith("https:");

  router.get("/challenge/:capture", async (request, response) => {
    const { charge, jti, ancestors } = await challengeOf(request, collector, perCapture);
    if (jti === null || jti !== request.query["jti"] || charge.challengeUrl === null) {
      throw new Refusal("unknown_capture");
    }
    const to = collector.destinations.find(charge.tenant, charge.destination);
    const origins = to?.destination.charge?.challengeOrigins ?? [];
    response.set(pageHeaders(ancestors, ["'self'", ...origins], secure));
    response.type("html").send(
      page(`<iframe src="${escapeHtml(charge.challengeUrl)}"
      sandbox="allow-scripts allow-forms allow-same-origin" referrerpolicy="no-referrer"></iframe>`),
    );
  });

  router.get("/challenge.css", (_request, response) => {
    const fill = "margin:0;border:0;width:100%;height:100%;display:block";
    response.type("css").send(`html,body,iframe{${fill}}body{text-align:center;overflow:hidden}`);
  });
  const back = express.urlencoded({ extended: false, limit: 16_384 });
  router.all("/challenge/:capture/return", back, async (request, response) => {
    const { charge, ancestors } = await challengeOf(request, collector, perCapture);
    const to = collector.destinations.find(charge.tenant, charge.destination);
    const given = {
      ...request.query,
      ...z.record(z.string(), z.unknown()).catch({}).parse(request.body),
    };
    const returned: Record<string, string> = {};
    for (const name of to?.destination.charge?.returnParameters ?? []) {
      const text = parameter.safeParse(given[name]);
      if (text.success) returned[name] = text.data;
    }
    await noteReturn(charge, returned, collector);
    response
      .set(pageHeaders(ancestors, ["'none'"], secure))
      .type("html")
      .send(page("…"));
    await attemptCharge(charge.tenant, charge.capture, collector);
  });
  return router;
}

async function challengeOf(request: Request, collector: Collector, perCapture: RateLimiter) {
  const capture = captureId.safeParse(request.params["capture"]);
  if (!capture.success) throw new Refusal("unknown_capture");
  take(perCapture, capture.data);
  const { tenant, jti } = await boundCapture(capture.data, collector);
  const charge = await latestCharge(tenant, capture.data, collector);
  const found = await findTenant(collector.database, tenant);
  if (charge?.state !== "challenge" || found === null) throw new Refusal("unknown_capture");
  return { charge, jti, ancestors: ["'self'", ...found.parentOrigins] };
}

/** What it brought once stays: a page that is loaded again may bring nothing. */
async function noteReturn(
  { tenant, capture, attempt }: Charge,
  returned: Record<string, string>,
  { database, now }: Collector,
): Promise<void> {
  await database.withTenant(
    tenant,
    (sql) => sql`
      update collector_charge set returned = returned || ${sql.json(returned)}, next_at = ${now() + 20_000}
      where tenant = ${tenant} and capture = ${capture} and attempt = ${attempt} and state = 'challenge'`,
  );
}

function pageHeaders(ancestors: readonly string[], frames: readonly string[], secure: boolean) {
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "style-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-src ${frames.join(" ")}`,
      `frame-ancestors ${ancestors.join(" ")}`,
    ].join("; "),
    "Cache-Control": "no-store",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), display-capture=(), payment=()",
    ...commonHeaders(secure),
  };
}

function page(body: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>…</title><link rel="stylesheet" href="/challenge.css"></head><body>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
