import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, type Router } from "express";
import type { GatewaySettings } from "../settings.ts";

/** Where built pages lie: beside the bundle, or in their own workspaces where the source runs. */
export interface PageFolders {
  readonly widget: string | undefined;
  readonly console: string | undefined;
  readonly demo: string | undefined;
}

/** @param from `import.meta.url` of the main module, `src/main.ts` or `dist/main.mjs` */
export function findPages(from: string): PageFolders {
  const first = (...paths: string[]) =>
    paths.map((path) => fileURLToPath(new URL(path, from))).find((path) => existsSync(path));
  return {
    widget: first("./widget/", "../../widget/dist/"),
    console: first("./console/", "../../console/dist/"),
    demo: first("./demo/", "../../widget/dist-demo/", "../../widget/demo/"),
  };
}

/** The widget for any page, the console for agents, and in a demonstration a shop. */
export function pageRoutes(settings: GatewaySettings, folders: PageFolders): Router {
  const router = express.Router();
  router.get("/", (_request, response) =>
    response.redirect(settings.demo ? "/demo/" : "/console/"),
  );
  if (folders.widget !== undefined)
    router.use(
      "/widget",
      forAnyPage,
      express.static(folders.widget, { setHeaders: byName, index: false }),
    );
  if (folders.console !== undefined)
    router.use(
      "/console",
      strict(settings),
      express.static(folders.console, { setHeaders: byName }),
    );
  if (settings.demo && folders.demo !== undefined)
    router.use("/demo", shop(settings), express.static(folders.demo));
  return router;
}

/** Vite puts a hash into the names of what may be kept for good. */
function byName(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const hashed = /-[\w-]{8,}\.\w+$/.test(path);
  response.setHeader("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
}

const forAnyPage: RequestHandler = (_request, response, next) => {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("cross-origin-resource-policy", "cross-origin");
  next();
};

function strict({ url }: GatewaySettings): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${url.replace(/^http/, "ws")}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return (_request, response, next) => {
    response.setHeader("content-security-policy", policy);
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    next();
  };
}

/** A shop's page as it should be: its own files, the widget, and the collector's frame. */
function shop({ url, collectorUrl }: GatewaySettings): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${url.replace(/^http/, "ws")}`,
    `frame-src ${collectorUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return (_request, response, next) => {
    response.setHeader("content-security-policy", policy);
    next();
  };
}
