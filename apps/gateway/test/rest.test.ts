import { createHash, createPublicKey } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { captureEndedWebhook, exportPreview, exportView } from "@aside/protocol";
import { loadSigningKeys, verifyWebhook } from "@aside/collector-client";
import { verifyManifest } from "@aside/transcript/manifest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { Customer } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let url = "";
beforeAll(async () => {
  system = await startSystem();
  url = system.node.url;
});
afterAll(() => system.stop());

async function startReceiver() {
  let resolve: (got: { headers: IncomingMessage["headers"]; body: string }) => void = () =>
    undefined;
  const first = new Promise<Parameters<typeof resolve>[0]>((settle) => (resolve = settle));
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.writeHead(204).end();
      server.close();
      resolve({ headers: request.headers, body: Buffer.concat(parts).toString() });
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/hook`, first };
}

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function call(path: string, { method = "GET", body, headers = {} }: Call = {}) {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${system.apiKey}`,
      "content-type": "application/json",
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson =
    (response.headers.get("content-type") ?? "").includes("json") && !text.includes("\n");
  const json: unknown = isJson ? JSON.parse(text) : null;
  return { status: response.status, text, json, headers: response.headers };
}

async function started() {
  const reply = await call("/v1/conversations", {
    method: "POST",
    body: { customer: { name: "Kim" } },
  });
  const { id, session } = z.object({ id: z.string(), session: z.string() }).parse(reply.json);
  return { reply, id, session };
}

describe("a tenant's own server", () => {
  test("starts a conversation that the widget continues", async () => {
    const { reply, id, session } = await started();
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ phase: "waiting", capture: null });
    const customer = await Customer.in(url, { session });
    expect(customer.conversation).toBe(id);
    customer.close();
  });

  test("asks for a capture once for a key, on however many tries, and cancels it", async () => {
    const { id } = await started();
    const ask = (key: string, body: unknown = { template: "card", purpose: "order 7" }) =>
      call(`/v1/conversations/${id}/captures`, {
        method: "POST",
        body,
        headers: { "idempotency-key": key },
      });
    const replies = await Promise.all([ask("key-1"), ask("key-1"), ask("key-1")]);
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 200, 201]);
    const { id: capture } = z.object({ id: z.string() }).parse(replies[0]?.json);
    expect(
      new Set(replies.map((reply) => z.object({ id: z.string() }).parse(reply.json).id)),
    ).toEqual(new Set([capture]));
    expect(await ask("key-2")).toMatchObject({ status: 409, json: { code: "capture_running" } });
    expect(await ask("key-1", { template: "address" })).toMatchObject({
      status: 409,
      json: { code: "idempotency_key_reused" },
    });
    expect(
      await call(`/v1/conversations/${id}/captures`, {
        method: "POST",
        body: { template: "card" },
      }),
    ).toMatchObject({
      status: 400,
      json: { code: "idempotency_key" },
    });
    await system.collector.heard((one) => one.command === "register" && one.capture === capture);
    const cancel = () =>
      call(`/v1/conversations/${id}/captures/${capture}`, {
        method: "DELETE",
        headers: { "idempotency-key": "c" },
      });
    expect([await cancel(), await cancel()].map((reply) => reply.status)).toEqual([202, 202]);
  });

  test("hears by a signed webhook how a capture ended", async () => {
    const receiver = await startReceiver();
    await system.node.database.withTenant(
      "demo",
      (sql) => sql`insert into webhook_endpoint (tenant, url) values ('demo', ${receiver.url})`,
    );
    const { id } = await started();
    const begun = await call(`/v1/conversations/${id}/captures`, {
      method: "POST",
      body: { template: "card" },
      headers: { "idempotency-key": "w" },
    });
    const { id: capture } = z.object({ id: z.string() }).parse(begun.json);
    await system.collector.heard((one) => one.command === "register" && one.capture === capture);
    const about = { tenant: "demo", conversation: id, capture, at: Date.now() };
    await system.collector.tell(url, { type: "capture.ended", ...about, outcome: "declined" });
    const { headers, body } = await receiver.first;
    const pem = await readFile(join(system.data, "gateway/keys/001.pem"));
    const verdict = verifyWebhook([createPublicKey(pem)], headers, Buffer.from(body), Date.now());
    expect(verdict).toMatchObject({ ok: true });
    expect(captureEndedWebhook.parse(JSON.parse(body))).toMatchObject({
      type: "capture.ended",
      data: {
        tenant: "demo",
        conversation: id,
        capture: { id: capture, outcome: "declined", requestedBy: { kind: "api" } },
      },
    });
  });

  test("reads transcripts and exports, with a manifest of the very bytes", async () => {
    const { id, session } = await started();
    const customer = await Customer.in(url, { session });
    await customer.send({
      type: "message",
      id: `msg_${"0".repeat(26)}`,
      text: "Take 4111111111111111 please",
      cleared: true,
    });
    const transcript = await call(`/v1/conversations/${id}/transcript?format=text`);
    expect(transcript.text).toContain("4111 1111 1111 1111");
    expect(transcript.text).not.toContain("4111111111111111");
    const wish = { format: "jsonl", conversation: id };
    const begun = await call("/v1/exports", { method: "POST", body: wish });
    expect(begun).toMatchObject({ status: 201, json: { state: "counting", total: 1 } });
    const { id: exported } = exportView.parse(begun.json);
    expect(await call(`/v1/exports/${exported}/manifest`)).toMatchObject({ status: 409 });
    const file = await call(`/v1/exports/${exported}/file`);
    expect(file.headers.get("content-type")).toBe("application/x-ndjson");
    expect((await call(`/v1/exports/${exported}/file?from=10`)).text).toBe(file.text.slice(10));
    expect((await call(`/v1/export?format=jsonl&conversation=${id}`)).text).toBe(file.text);
    expect(await call(`/v1/exports/${exported}`)).toMatchObject({
      json: { state: "complete", looked: 1, total: 1, conversations: 1 },
    });
    const manifest = await call(`/v1/exports/${exported}/manifest`);
    const keys = await loadSigningKeys(join(system.data, "gateway/keys"));
    const published = { keys: keys.map((one) => one.publicJwk) };
    expect(await verifyManifest(manifest.text, published)).toMatchObject({
      ok: true,
      manifest: {
        id: exported,
        format: "jsonl",
        conversations: 1,
        replaced: { CARD_NUMBER: 1 },
        bytes: file.text.length,
        digest: `sha256:${createHash("sha256").update(file.text).digest("hex")}`,
      },
    });
    expect(await call(`/v1/exports/${exported}`, { method: "DELETE" })).toMatchObject({
      status: 204,
    });
    expect(await call(`/v1/exports/${exported}/file`)).toMatchObject({ status: 404 });
    const preview = await call(`/v1/export/preview?format=jsonl&conversation=${id}`);
    expect(exportPreview.parse(preview.json)).toMatchObject({
      count: 1,
      replaced: { CARD_NUMBER: 1 },
      conversations: [
        {
          id,
          turns: [
            {
              seen: { text: "Take 4111111111111111 please" },
              exported: {
                text: "Take 4111 1111 1111 1111 please",
                spans: [{ start: 5, end: 24, type: "CARD_NUMBER", source: "found" }],
              },
            },
          ],
        },
      ],
    });
    expect(await call("/v1/export?format=pdf")).toMatchObject({ status: 400 });
    customer.close();
  });

  const ready = (id: string) =>
    vi.waitFor(
      async () =>
        expect(await call(`/v1/exports/${id}`)).toMatchObject({ json: { state: "ready" } }),
      { timeout: 20_000 },
    );

  test("an export is taken back while it is counted, and one whose node is gone is counted anew", async () => {
    const begun = await call("/v1/exports", { method: "POST", body: { format: "jsonl" } });
    const { id } = exportView.parse(begun.json);
    expect(await call(`/v1/exports/${id}`, { method: "DELETE" })).toMatchObject({ status: 204 });
    expect(await call(`/v1/exports/${id}`)).toMatchObject({ status: 404 });
    const other = await call("/v1/exports", { method: "POST", body: { format: "jsonl" } });
    const { id: lost } = exportView.parse(other.json);
    await ready(lost);
    await system.node.database.withTenant(
      "demo",
      (sql) => sql`update export_job set state = 'counting', noted_at = 0 where id = ${lost}`,
    );
    await ready(lost);
    await call(`/v1/exports/${lost}`, { method: "DELETE" });
  });

  const nobody = `Bearer ask_demo_${"A".repeat(43)}`;
  const start = (body: unknown, headers: Record<string, string> = {}): Call => ({
    method: "POST",
    body,
    headers,
  });
  test.each([
    ["broken JSON", "/v1/conversations", start("{"), 400, "invalid_json"],
    ["unknown keys", "/v1/conversations", start({ customer: {}, more: 1 }), 400, "invalid_request"],
    [
      "an oversized body",
      "/v1/conversations",
      start({ customer: { name: "x".repeat(20_000) } }),
      413,
      "body_too_large",
    ],
    [
      "no key",
      "/v1/conversations",
      start({ customer: {} }, { authorization: "Bearer no" }),
      401,
      "not_authorised",
    ],
    [
      "a stranger's key",
      "/v1/conversations",
      start({ customer: {} }, { authorization: nobody }),
      401,
      "not_authorised",
    ],
    ["no such conversation", `/v1/conversations/cnv_${"0".repeat(26)}`, {}, 404, "not_found"],
    ["no id", "/v1/conversations/no-id", {}, 404, "not_found"],
    ["no such replay", `/v1/conversations/cnv_${"0".repeat(26)}/replay`, {}, 404, "not_found"],
    ["no such path", "/v1/nothing", {}, 404, "not_found"],
  ] as const)("%s", async (_, path, request, status, code) => {
    const reply = await call(path, request);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toContain("application/problem+json");
    expect(reply.json).toMatchObject({ status, code });
    expect(reply.text).not.toMatch(/ at |node_modules|xxxx/);
  });
});

test("health, readiness and metrics; no metric names what a person typed", async () => {
  expect((await call("/healthz")).status).toBe(200);
  expect((await call("/readyz")).json).toEqual({
    status: "ok",
    checks: { database: "ok" },
    alarms: { audit: "ok" },
  });
  const { text } = await call("/metrics");
  expect(text).toContain("aside_gateway_requests_total");
  expect(text).not.toMatch(/demo|cnv_|Kim/);
});
