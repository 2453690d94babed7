import type { Answer } from "@aside/forward";
import { createRateLimiter, networkOf } from "@aside/service";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Collector } from "../collector.ts";
import type { OpenDestination } from "./destinations.ts";
import { type ForwardRefusal, refusalOf, refusalOfError } from "./forward-refusal.ts";
import { handOver } from "./hand-over.ts";
import { sendFor } from "./send-for.ts";

const BODY_LIMIT = 1_000_000;

/**
 * `POST /v1/forward/{destination}{path}`, in the method and with the path that the destination has: for a tenant's own servers. What comes
 * back has the destination's status and the header `Aside-Answer: destination`; without that header it is a refusal of ours.
 */
export function forwardRoutes(collector: Collector): Router {
  const { now, destinations, keyCheck, wrongKeys } = collector;
  const router = express.Router();
  const perTenant = createRateLimiter({ burst: 200, perSecond: 100, now });
  const raw = express.raw({ limit: BODY_LIMIT, type: () => true });
  const admitted = new WeakMap<Request, { tenant: string; to: OpenDestination }>();

  // Who asks comes first: of nobody's request is a byte of the body read.
  const admit: RequestHandler = async (request, response, next) => {
    const network = networkOf(request.ip);
    if (wrongKeys.refuses(network)) return refuse(response, refusalOf("too_many"));
    const tenant = await keyCheck(request.get("authorization") ?? "");
    if (tenant === null) {
      await wrongKeys.wrong(network);
      return refuse(response, refusalOf("unauthorised"));
    }
    if (perTenant.take(tenant) > 0) return refuse(response, refusalOf("too_many"));
    const to = destinations.find(tenant, String(request.params[0]));
    if (to === null) return refuse(response, refusalOf("unknown_destination"));
    admitted.set(request, { tenant, to });
    next();
  };
  router.use(
    /^\/v1\/forward\/([a-z][a-z0-9-]{0,39})(?=\/)/,
    admit,
    raw,
    async (request, response) => {
      const known = admitted.get(request);
      if (known === undefined) return refuse(response, refusalOf("unauthorised"));
      const { tenant, to } = known;
      const began = performance.now();
      const ms = () => Math.round(performance.now() - began);
      const about = { tenant, destination: to.destination.id };
      try {
        const answer = await sendFor(tenant, request, to, collector);
        reply(response, answer);
        collector.metrics.forwarded.add(1, { result: "answered" });
        collector.log("forwarded", { ...about, status: answer.status, ms: ms() });
        return;
      } catch (error) {
        const refusal = refusalOfError(error);
        if (refusal === null) throw error;
        if (refusal.body.code === "not_found") {
          const other = await handOver(tenant, request, response, collector);
          if (other === "answered") return;
          if (other !== null) return refuse(response, other);
        }
        const { code, sent } = refusal.body;
        collector.metrics.forwarded.add(1, { result: sent ? "failed" : "refused" });
        collector.log("forward failed", { ...about, error: code, ms: ms() });
        return refuse(response, refusal);
      }
    },
  );
  return router;
}

function reply(response: Response, { status, headers, body }: Answer): void {
  response.status(status).set(headers).set("Aside-Answer", "destination");
  if (body.type === "json") response.json(body.tree);
  else if (body.type === "xml") response.type("application/xml").send(body.text);
  else response.end();
}

function refuse(response: Response, { status, body }: ForwardRefusal): void {
  if (status === 429) response.set("Retry-After", "5");
  if (status === 401) response.set("WWW-Authenticate", "Bearer");
  response.status(status).json(body);
}
