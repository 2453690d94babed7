import type { Database } from "@aside/postgres";
import {
  createHealth,
  createNetworkLimiter,
  limitRate,
  notFound,
  problemHandler,
  proxiesTrusted,
  refuseOtherMethods,
  type Check,
  type Health,
} from "@aside/service";
import { WITNESS_PATH } from "@aside/protocol";
import express, { type Express, type Request, type RequestHandler } from "express";
import { detectionRoutes } from "../administration/detection-routes.ts";
import type { Gateway } from "../gateway.ts";
import { callbackRoutes } from "../ingress/callbacks.ts";
import { incidentRoutes } from "../incidents/incident-routes.ts";
import { exportRoutes } from "../ingress/export-routes.ts";
import type { EvidenceTools } from "../evidence/evidence-of.ts";
import { evidenceRoutes } from "../evidence/evidence-routes.ts";
import type { RestAccess } from "../ingress/rest-access.ts";
import { openApiDocument } from "./openapi/openapi.ts";
import { pageRoutes, type PageFolders } from "./pages.ts";
import { restRoutes } from "../ingress/rest.ts";
import type { Witness } from "../witness/witness.ts";
import { witnessRoutes } from "../witness/witness-routes.ts";
import type { SignInTries } from "../sign-in/tries.ts";
import { signInRoutes } from "./sign-in.ts";

/** Everything the gateway answers by HTTP. */
export function createApp(
  gateway: Gateway,
  options: {
    readonly access: RestAccess;
    readonly database: Database;
    readonly tries: SignInTries;
    readonly witness: Witness;
    readonly evidence: EvidenceTools;
    readonly pages: PageFolders;
    readonly checks: Readonly<Record<string, Check>>;
    readonly alarms: Readonly<Record<string, Check>>;
  },
): { readonly app: Express; readonly health: Health } {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  const health = createHealth({
    checks: options.checks,
    alarms: options.alarms,
  });
  const { proxies, rate, url } = gateway.settings;
  app.set("trust proxy", proxiesTrusted(proxies));
  app.use(plain(url.startsWith("https:")));
  app.use(health.router);
  app.use(gateway.metrics.router);
  const limit = limitRate(
    createNetworkLimiter({ burst: rate * 5, perSecond: rate, now: gateway.now }),
  );
  app.use((request, response, next) =>
    isOfCollector(request) ? next() : limit(request, response, next),
  );
  const routers = [
    callbackRoutes(gateway),
    witnessRoutes(gateway, options.witness, options.access),
    evidenceRoutes(gateway, options.evidence, options.access),
    signInRoutes(gateway, options.tries),
    restRoutes(gateway, options.access),
    exportRoutes(gateway, options.access),
    detectionRoutes(gateway, options.database, options.access),
    incidentRoutes(gateway, options.database, options.access),
  ];
  app.use(routers);
  // Made when it is first read, which is seldom: no start waits for it.
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get(
    "/v1/openapi.json",
    (_request, response) => void response.json((document ??= openApiDocument())),
  );
  app.use(pageRoutes(gateway.settings, options.pages));
  app.use(refuseOtherMethods([...routers, app.router]));
  app.use(notFound);
  app.use(problemHandler({ log: gateway.log }));
  return { app, health };
}

/** What the collector sends is signed and not counted: who shares its address could else keep an agent on hold. */
function isOfCollector({ method, path }: Request): boolean {
  return method === "POST" && (path === "/v1/callbacks" || path === WITNESS_PATH);
}

/** @param secure where browsers reach the gateway by https */
function plain(secure: boolean): RequestHandler {
  return (_request, response, next) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    if (secure)
      response.setHeader("strict-transport-security", "max-age=63072000; includeSubDomains");
    next();
  };
}
