// The built form behind a collector that answers as told: for screenshots and checks of the page alone. `npx vite build` first.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** What collector.md section 1 asks for, without the frame's tenants. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; " +
    "connect-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; worker-src 'none'; frame-src 'none'; " +
    "frame-ancestors *; require-trusted-types-for 'script'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "origin-agent-cluster": "?1",
};

/**
 * @param {(call: { path: string; body: any }) => { status?: number; body: unknown } | null} answer null hangs up
 * @returns {Promise<{ origin: string; calls: { path: string; body: any }[]; close(): Promise<void> }>}
 */
export async function startMockCollector(answer) {
  const calls = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (!url.pathname.startsWith("/v1/"))
      return page(url.pathname, response, `http://${request.headers.host}`);
    let text = "";
    for await (const part of request) text += part;
    const call = { path: url.pathname, body: text === "" ? null : JSON.parse(text) };
    calls.push(call);
    const reply = answer(call);
    if (reply === null) return void request.socket.destroy();
    response.writeHead(reply.status ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(reply.body));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function page(path, response, parent) {
  if (path === "/host") {
    response.writeHead(200, { "content-type": "text/html" });
    return response.end("<!doctype html><title>host</title><body></body>");
  }
  const file = path === "/form" ? "index.html" : normalize(path).replace(/^\/form\//, "");
  try {
    let content = await readFile(join(DIST, file));
    if (file === "index.html") {
      content = String(content).replace(
        'name="aside-parents" content=""',
        `name="aside-parents" content="${parent}"`,
      );
    }
    response.writeHead(200, { ...HEADERS, "content-type": TYPES[extname(file)] ?? "text/plain" });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
