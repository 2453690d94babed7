import { createHash } from "node:crypto";
import type { ExportManifest } from "@aside/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exportFile } from "./export-file.ts";

const FILE = "the first half, the second half";
const VIEW = {
  id: "exp_1",
  wish: { format: "jsonl", mode: "defaults", k: 5 },
  state: "counting",
  looked: 0,
  total: 1,
  conversations: 1,
  messages: 2,
  length: 30,
  done: 0,
  bytes: null,
  expiresAt: 1,
};
const RISK = {
  k: 5,
  threshold: 0.2,
  scores: [],
  sizes: [],
  withheld: {},
  facts: {},
  residuals: {},
};
const TURNS = {
  tokens: 1,
  changedTokens: 0,
  turns: 1,
  changedTurns: 0,
  actsKept: 0,
  intentsKept: 0,
};
const MANIFEST: ExportManifest = {
  version: 1,
  id: "exp_1",
  createdAt: "2026-11-22T08:00:00Z",
  format: "jsonl",
  mode: "defaults",
  wish: { format: "jsonl", mode: "defaults", k: 5 },
  conversations: 1,
  messages: 2,
  replaced: {},
  risk: { ...RISK, generalised: { coarser: 0, kinds: 0 }, highest: { before: 0, after: 0 } },
  utility: TURNS,
  policy: "p",
  detectors: "d",
  anonymizer: "a",
  machine: "m",
  settings: "s",
  bytes: FILE.length,
  digest: `sha256:${createHash("sha256").update(FILE).digest("hex")}`,
};

/** What the file's connections give, each its pieces; one that is not the last breaks. */
let connections: string[] = [];
let unreachable = 0;
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  unreachable = 0;
  vi.stubGlobal("fetch", async (path: string, { method = "GET" }: RequestInit = {}) => {
    asked.push(`${method} ${path}`);
    if (path.includes("/file")) return fileResponse();
    if (path.endsWith("/manifest")) return Response.json({ manifest: MANIFEST, signature: "x" });
    if (method === "DELETE") return new Response(null, { status: 204 });
    if (method === "GET" && unreachable-- > 0) throw new TypeError("fetch failed");
    return Response.json(method === "POST" ? VIEW : { ...VIEW, state: "ready" });
  });
});
afterEach(() => vi.unstubAllGlobals());

function fileResponse(): Response {
  const piece = connections.shift() ?? "";
  const breaks = connections.length > 0;
  let given = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!given) controller.enqueue(new TextEncoder().encode(piece));
      else if (breaks) controller.error(new TypeError("terminated"));
      else controller.close();
      given = true;
    },
  });
  return new Response(body);
}

const fetched = () =>
  exportFile({ format: "jsonl" }, () => undefined, new AbortController().signal);

test("goes on at the byte where the connection broke, also while conversations are counted", async () => {
  connections = ["the first half", ", the second half"];
  unreachable = 1;
  const { blob, name } = await fetched();
  expect(await blob.text()).toBe(FILE);
  expect(name).toBe("aside-transcripts.jsonl");
  expect(asked).toContain("GET /v1/exports/exp_1/file?from=14");
  expect(asked.at(-1)).toBe("DELETE /v1/exports/exp_1");
});

test("[EXP1] pieces of two connections that are not the signed file are not handed out", async () => {
  connections = ["the first half", ", another half"];
  await expect(fetched()).rejects.toMatchObject({ name: "ApiError", status: 409 });
  expect(asked.at(-1)).toBe("DELETE /v1/exports/exp_1");
});
