import type { Database } from "@aside/postgres";
import { tenantId } from "@aside/protocol";
import express, { type Request, type Response, type Router } from "express";
import { Refusal } from "../refusal.ts";
import { findTenant } from "../tenants.ts";
import { formHeaders } from "./form-headers.ts";
import type { FormFile, FormPages } from "./form-pages.ts";

/**
 * `GET /form?tenant=` and what the page loads. The page is given to a frame or a window, to nothing else; only the tenant's
 * pages may embed it. It sets no cookie and takes no ticket: that comes over the frame's port or the address's fragment.
 */
export function formRoutes(options: {
  pages: FormPages | null;
  database: Database;
  wasm: boolean;
  secure: boolean;
  /** Whether a payment of the tenant's may frame its bank's page. */
  frames: (tenant: string) => boolean;
}): Router {
  const { pages, database, wasm, secure } = options;
  const router = express.Router();
  router.get("/form", async (request, response) => {
    const embedded = isFrame(request);
    const tenant = tenantId.safeParse(request.query["tenant"]);
    const found = tenant.success ? await findTenant(database, tenant.data) : null;
    if (found === null) throw new Refusal("unknown_capture");
    if (pages === null) throw new Refusal("unavailable");
    const ancestors = embedded ? found.parentOrigins : [];
    response.set(formHeaders({ ancestors, wasm, secure, frames: options.frames(found.id) }));
    response.type("html").send(pages.page(found.parentOrigins, !embedded));
  });
  router.get(/^\/form\/(?<path>.+)$/, (request, response, next) => {
    const path = request.params["path"] ?? "";
    const file = pages?.files.get(path);
    if (file === undefined) return next();
    // Vite puts a hash of its content into the name of whatever is in this folder.
    const immutable = path.startsWith("assets/");
    response.set("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    sendFile(file, request, response);
  });
  return router;
}

/** Who may ask for the form, by what the browser says of the navigation (Fetch Metadata). No page of our own origin frames it. */
const SITES: ReadonlyMap<string, readonly string[]> = new Map([
  ["iframe", ["cross-site", "same-site"]],
  ["document", ["none", "cross-site", "same-site", "same-origin"]],
]);

/** @throws Refusal `wrong_origin` where the browser does not say that it navigates a frame of another origin's page, or a window */
function isFrame(request: Request): boolean {
  const destination = request.get("sec-fetch-dest") ?? "";
  const site = request.get("sec-fetch-site") ?? "";
  const navigates = request.get("sec-fetch-mode") === "navigate";
  const expected = SITES.get(destination)?.includes(site) === true;
  if (!navigates || !expected) throw new Refusal("wrong_origin");
  return destination === "iframe";
}

function sendFile(file: FormFile, request: Request, response: Response): void {
  response.set("Content-Type", file.type).vary("Accept-Encoding");
  if (request.acceptsEncodings("gzip") === "gzip") {
    response.set("Content-Encoding", "gzip").send(file.gzip);
  } else {
    response.send(file.body);
  }
}
