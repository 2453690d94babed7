import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFolder, startTestCollector, type TestCollector } from "../../test/harness.ts";

const SCRIPT = "document.body.append('form');";
const PART = "export const part = 1;";
const STYLE = "body { margin: 0 }";
const PAGE = `<!doctype html>
<html><head><meta charset="utf-8" /><meta name="aside-parents" content="" />
<script type="module" crossorigin src="/form/assets/main-1a2b.js"></script>
<link rel="icon" href="/form/icon.svg" />
<link rel="stylesheet" crossorigin href="/form/assets/main-3c4d.css" />
</head><body></body></html>`;

let at: TestCollector;
let built: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  built = await makeFolder();
  await mkdir(join(built.folder, "assets"));
  await writeFile(join(built.folder, "index.html"), PAGE);
  await writeFile(join(built.folder, "assets", "main-1a2b.js"), SCRIPT);
  await writeFile(join(built.folder, "assets", "main-3c4d.css"), STYLE);
  await writeFile(join(built.folder, "assets", "main-5e6f.wasm"), "wasm");
  await writeFile(join(built.folder, "assets", "xc20p-7a8b.js"), PART);
  await writeFile(join(built.folder, "assets", "libsodium-9c0d.wasm"), "sodium");
  await writeFile(join(built.folder, "icon.svg"), "<svg />");
  await writeFile(join(built.folder, "modules.json"), "{}");
  await writeFile(join(built.folder, "assets", "notes.txt"), "not for the web");
  at = await startTestCollector({ formFolder: built.folder });
});
afterAll(async () => {
  await at.stop();
  await built.remove();
});

describe("GET /form", () => {
  test("[1] in a frame: only the tenant's pages may embed it, and it is told which", async () => {
    const page = await get("/form?tenant=demo", "iframe");
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "origin-agent-cluster": "?1",
      "cross-origin-opener-policy": "same-origin",
      "integrity-policy": "blocked-destinations=(script)",
      "permissions-policy":
        "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), payment=()",
      "content-security-policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; " +
        "connect-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; worker-src 'none'; " +
        "frame-src 'none'; frame-ancestors http://shop.test; require-trusted-types-for 'script'; trusted-types 'none'; report-to csp",
    });
    expect(page.headers["set-cookie"]).toBeUndefined();
    expect(page.headers["x-powered-by"]).toBeUndefined();
    expect(page.headers["strict-transport-security"]).toBeUndefined();
    expect(page.body).toContain('<meta name="aside-parents" content="http://shop.test" />');
    expect(page.body.match(/aside-parents/g)).toHaveLength(1);
  });

  test("in a window of its own: nobody may embed it", async () => {
    const page = await get("/form?tenant=demo", "document");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none';");
    expect(page.body).toContain("<html data-alone>");
    expect((await get("/form?tenant=demo", "iframe")).body).toContain("<html>");
  });

  test("scripts and styles carry the SHA-384 of what is served", async () => {
    const { body } = await get("/form?tenant=demo", "iframe");
    for (const content of [SCRIPT, STYLE, PART]) {
      const hash = createHash("sha384").update(content).digest("base64");
      expect(body).toContain(`integrity="sha384-${hash}"`);
    }
    expect(body.match(/integrity=/g)).toHaveLength(3);
  });

  test("what the script will ask for later is named: libsodium's part, with its digest, and its WebAssembly", async () => {
    const { body } = await get("/form?tenant=demo", "iframe");
    expect(body).toMatch(
      /<link rel="aside-later" data-rel="modulepreload" crossorigin href="[^"]*xc20p-7a8b.js" integrity="sha384-/,
    );
    expect(body).toMatch(
      /<link rel="aside-later" data-rel="preload" as="fetch" [^>]*href="[^"]*libsodium-9c0d.wasm"/,
    );
  });

  test.each([
    ["an unknown tenant", "/form?tenant=nobody", "iframe", 404],
    ["no tenant", "/form", "iframe", 404],
    ["two tenants", "/form?tenant=demo&tenant=other", "iframe", 404],
    ["a script's request", "/form?tenant=demo", "empty", 403],
    ["an embed", "/form?tenant=demo", "embed", 403],
    ["a program", "/form?tenant=demo", undefined, 403],
    ["a frame of our own origin", "/form?tenant=demo", "iframe", 403, "same-origin"],
    ["a frame of no page", "/form?tenant=demo", "iframe", 403, "none"],
    ["a frame of a browser that does not say whose", "/form?tenant=demo", "iframe", 403, ""],
  ] as const)("[1] %s gets nothing", async (_, path, destination, status, site?: string) => {
    const answer = await get(path, destination, site);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toContain("application/json");
  });
});

describe("GET /form/assets", () => {
  test("are immutable, typed and compressed where that is taken", async () => {
    const plain = await get("/form/assets/main-1a2b.js", "script");
    expect(plain).toMatchObject({ status: 200, body: SCRIPT });
    expect(plain.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    const wasm = await get("/form/assets/main-5e6f.wasm", "empty");
    expect(wasm.headers["content-type"]).toBe("application/wasm");
    const icon = await get("/form/icon.svg", "image");
    expect(icon.headers).toMatchObject({
      "content-type": "image/svg+xml",
      "cache-control": "no-cache",
    });
    const packed = await fetch(`${at.url}/form/assets/main-3c4d.css`);
    expect([packed.headers.get("content-encoding"), await packed.text()]).toEqual(["gzip", STYLE]);
  });

  test("nothing else of the folder, or above it, is served", async () => {
    const names = [
      "notes.txt",
      "..%2findex.html",
      "%2e%2e/index.html",
      "../../index.html",
      "none.js",
    ];
    for (const name of names)
      expect((await get(`/form/assets/${name}`, "script")).status).toBe(404);
  });
});

function get(path: string, destination?: string, site = "cross-site") {
  const headers = destination && {
    "sec-fetch-dest": destination,
    "sec-fetch-mode": modeOf(destination),
    ...(site !== "" && { "sec-fetch-site": site }),
  };
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      // Not fetch: it normalises paths and may not set these headers.
      const sent = request(at.url + path, { path, ...(headers && { headers }) }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (part: string) => (body += part));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on("error", reject).end();
    },
  );
}

function modeOf(destination: string): string {
  return ["iframe", "document", "embed"].includes(destination) ? "navigate" : "no-cors";
}
