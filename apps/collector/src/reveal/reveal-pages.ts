import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import express, { type Router } from "express";
import { commonHeaders } from "../form/form-headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** `GET /reveal` and what the page loads, under the custodians' own host. Nothing embeds it and it loads nothing of elsewhere. */
export async function revealPages(folder: string, origin: string): Promise<Router> {
  const router = express.Router();
  const { host, protocol } = new URL(origin);
  const assets = join(folder, "assets");
  const names = await readdir(assets).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const name of names.filter((each) => extname(each) in TYPES))
    files.set(name, await readFile(join(assets, name)));
  const html = await readFile(join(folder, "index.html"), "utf8").catch(() => null);
  if (html === null) return router;
  const page = withIntegrity(html, files);
  router.get("/reveal", (request, response, next) => {
    if (request.get("host") !== host) return next();
    response
      .set(revealHeaders(protocol === "https:"))
      .type("html")
      .send(page);
  });
  router.get("/reveal/assets/:name", (request, response, next) => {
    const { name } = request.params;
    const file = files.get(name);
    if (file === undefined || request.get("host") !== host) return next();
    response.set("Cache-Control", "no-cache").set("Content-Type", TYPES[extname(name)] ?? "");
    response.send(file);
  });
  return router;
}

function revealHeaders(secure: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join("; "),
    "Integrity-Policy": "blocked-destinations=(script)",
    "Cache-Control": "no-store",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), clipboard-write=(), payment=()",
    "Origin-Agent-Cluster": "?1",
    ...commonHeaders(secure),
  };
}

/** Subresource Integrity for the script and the style sheet. */
function withIntegrity(html: string, files: ReadonlyMap<string, Buffer>): string {
  return html.replace(/(src|href)="\/reveal\/assets\/([^"]+)"/g, (whole, _attribute, name) => {
    const file = files.get(String(name));
    if (file === undefined) return whole;
    return `${whole} integrity="sha384-${createHash("sha384").update(file).digest("base64")}"`;
  });
}
