import type { KeyObject } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import {
  addressBehind,
  createNetworkLimiter,
  createRateLimiter,
  type Health,
  networkOf,
  proxiesTrusted,
} from "@aside/service";
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from "express";
import type { Collector } from "../collector.ts";
import { challengeRoutes } from "../charge/challenge-routes.ts";
import { commonHeaders } from "../form/form-headers.ts";
import type { FormPages } from "../form/form-pages.ts";
import { formRoutes } from "../form/form-routes.ts";
import { bodyOfRefusal } from "../forward/forward-refusal.ts";
import { forwardRoutes } from "../forward/forward-routes.ts";
import { Refusal } from "../refusal.ts";
import { revealRoutes } from "../reveal/reveal-routes.ts";
import { refusalHandler } from "./refusal-handler.ts";
import { subjectRoutes } from "../subjects/subject-routes.ts";
import { formVerbs } from "./form-verbs.ts";
import { v1Routes } from "./routes.ts";

/** The collector's HTTP. */
export function createApp(options: {
  collector: Collector;
  /** They sign what the gateway asks for without a capture. */
  callbackKeys: readonly KeyObject[];
  pages: FormPages | null;
  /** The custodians' page; null where the reveal is off. */
  desk: Router | null;
  health: Health;
  rate: number;
  proxies: number;
}): RequestListener {
  const { collector, pages, health, proxies } = options;
  const { database, log, metrics } = collector;
  const secure = collector.collectorUrl.startsWith("https:");
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.set("trust proxy", proxiesTrusted(proxies));
  const headers = { ...commonHeaders(secure), "Cache-Control": "no-store" };
  const admit = limitAddresses(options.rate, collector.now);
  const limit: RequestHandler = ({ path, ip }, _response, next) => {
    if (path !== "/v1/commands") admit(ip);
    next();
  };
  const perCapture = createRateLimiter({ burst: 120, perSecond: 2, now: collector.now });
  app.use(health.router);
  app.use(metrics.router);
  const all = new Map(Object.entries(headers));
  app.use((_request, response, next) => {
    response.setHeaders(all);
    next();
  });
  app.use(limit);
  app.use(v1Routes(collector, { callbackKeys: options.callbackKeys, perCapture }));
  const wasm = collector.vault.captureKeys.current("xc20p") !== null;
  app.use(
    formRoutes({
      pages,
      database,
      wasm,
      secure,
      frames: (tenant) =>
        collector.destinations
          .of(tenant)
          .some(({ charge }) => (charge?.challengeOrigins.length ?? 0) > 0),
    }),
  );
  app.use(challengeRoutes(collector, perCapture));
  if (collector.reveal && options.desk) {
    app.use(options.desk);
    app.use(revealRoutes(collector.reveal));
  }
  app.use(subjectRoutes(collector));
  app.use((_request, response) => {
    response.status(404).json(new Refusal("malformed").body);
  });
  const refuse = refusalHandler({ log, metrics, headers: all });
  const onError: ErrorRequestHandler = (error, _request, response, _next) =>
    refuse(error, response);
  app.use(onError);

  const admitted = (request: IncomingMessage) => {
    const address = addressBehind(request, proxies);
    admit(address);
    return address;
  };
  // What is asked most is found by its path, before the router and its layers.
  const verbs = formVerbs({ collector, admitted, perCapture, headers });
  const forwarding = forwardRoutes({ collector, admitted, headers });
  return (request, response) => {
    const verb = request.method === "POST" ? verbs.get(request.url ?? "") : undefined;
    if (verb !== undefined) {
      verb(request, response).catch((error: unknown) => refuse(error, response));
      return;
    }
    const forward = forwarding(request);
    if (forward === null) return app(request, response);
    forward(response).catch((error: unknown) => refuse(error, response, bodyOfRefusal));
  };
}

/**
 * The gateway's commands are not counted, and neither are those whose signature is wrong. To refuse one costs less than to answer 429: its key's id
 * is looked up, and of one that is known a signature is checked. To shut out the address that it came from would hand whoever shares an address
 * with the gateway, behind one proxy, the means to keep its commands away: an agent would be on hold for as long as that lasts.
 */
function limitAddresses(perSecond: number, now: () => number): (address?: string) => void {
  const limiter = createNetworkLimiter({ burst: perSecond * 5, perSecond, now });
  return (address) => {
    if (limiter.take(networkOf(address)) > 0) throw new Refusal("too_many");
  };
}
