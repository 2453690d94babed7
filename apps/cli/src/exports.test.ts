import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportManifest, type ExportManifest } from "@aside/protocol";
import { signManifest } from "@aside/transcript/manifest";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "./gateway.ts";
import { verifyExport } from "./verify-export.ts";
import { writeExport } from "./write-export.ts";

const FILE = Array.from({ length: 40 }, (_, line) => `{"line":${line}}\n`).join("");
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "key-1", alg: "EdDSA" };

let folder = "";
let out = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-cli-"));
  out = join(folder, "x.jsonl");
  await writeFile(join(folder, "keys.json"), JSON.stringify({ keys: [jwk] }));
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => rm(folder, { recursive: true }));

function manifestOf(file: string): ExportManifest {
  const none = {
    scores: [],
    sizes: [],
    generalised: { coarser: 0, kinds: 0 },
    withheld: {},
    facts: {},
  };
  return exportManifest.parse({
    version: 1,
    id: "exp_1",
    createdAt: "2026-11-22T08:00:00Z",
    format: "jsonl",
    mode: "defaults",
    wish: {},
    conversations: 40,
    messages: 80,
    replaced: { PERSON: 3 },
    risk: { k: 5, threshold: 0.2, ...none, residuals: {}, highest: { before: 0, after: 0 } },
    utility: {
      tokens: 1,
      changedTokens: 0,
      turns: 1,
      changedTurns: 0,
      actsKept: 0,
      intentsKept: 0,
    },
    policy: "p",
    detectors: "d",
    anonymizer: "a",
    machine: "m",
    settings: "s",
    bytes: file.length,
    digest: `sha256:${createHash("sha256").update(file).digest("hex")}`,
  });
}

async function written(change: (manifest: ExportManifest) => object = (one) => one): Promise<void> {
  const signed = await signManifest(manifestOf(FILE), { kid: "key-1", privateKey });
  await writeFile(out, FILE);
  const text = JSON.stringify({ ...signed, manifest: change(signed.manifest) });
  await writeFile(`${out}.manifest.json`, text);
}

const verified = () => verifyExport(out, join(folder, "keys.json"));

describe("aside verify", () => {
  test("says what is right of an export that is as it was signed", async () => {
    await written();
    const { right, wrong } = await verified();
    expect(wrong).toEqual([]);
    expect(right).toHaveLength(3);
  });

  test("says that the file was cut short, lengthened or changed", async () => {
    await written();
    await writeFile(out, FILE.slice(0, 100));
    expect((await verified()).wrong[0]).toContain("cut short: 100 of");
    await writeFile(out, `${FILE}x`);
    expect((await verified()).wrong[0]).toContain("longer");
    await writeFile(out, FILE.replace("3", "4"));
    expect((await verified()).wrong[0]).toContain("content was changed");
  });

  test("says which part of the manifest was changed", async () => {
    await written((manifest) => ({ ...manifest, conversations: 41, replaced: {} }));
    expect((await verified()).wrong).toEqual([
      "the manifest was changed after it was signed, in: conversations, replaced",
    ]);
  });

  test("says that another key signed, or nobody did", async () => {
    await written();
    await writeFile(
      join(folder, "keys.json"),
      JSON.stringify({ keys: [{ ...jwk, kid: "other" }] }),
    );
    expect((await verified()).wrong[0]).toContain("not among the gateway's");
    const stranger = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    await writeFile(join(folder, "keys.json"), JSON.stringify({ keys: [{ ...jwk, ...stranger }] }));
    expect((await verified()).wrong[0]).toContain("signature is not valid");
    await writeFile(`${out}.manifest.json`, JSON.stringify({ manifest: manifestOf(FILE) }));
    expect((await verified()).wrong[0]).toContain("is not signed");
    await writeFile(`${out}.manifest.json`, "{}");
    expect((await verified()).wrong[0]).toContain("not one of an export");
  });
});

describe("aside export", () => {
  let server: Server;
  let asked: string[] = [];
  /** How many bytes a connection gives before it breaks; the last one gives all. */
  let breaks: number[] = [];
  /** What the next answers say of it. */
  let states: string[] = [];
  /** The detector has changed since. */
  let outdated = false;
  /** Once a part was fetched, it is somebody else's turn; it does not do what it is told at the end. */
  let [busy, deaf] = [false, false];
  beforeEach(async () => {
    asked = [];
    outdated = false;
    [busy, deaf] = [false, false];
    server = createServer(
      (request, response) => void answer(request.method ?? "", request.url ?? "", response),
    );
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });
  afterEach(() => server.close());

  async function answer(method: string, url: string, response: import("node:http").ServerResponse) {
    asked.push(`${method} ${url}`);
    const from = /\/file\?from=(\d+)/.exec(url)?.[1];
    if (busy && Number(from) > 0) {
      busy = false;
      return void response.writeHead(429, { "retry-after": "1" }).end("{}");
    }
    if (from !== undefined && outdated) return void response.writeHead(409).end("{}");
    if (from !== undefined) {
      const size = breaks.shift();
      const rest = FILE.slice(Number(from));
      if (size === undefined) return void response.end(rest);
      return void response.write(rest.slice(0, size), () => response.destroy());
    }
    if (method === "DELETE") return void response.writeHead(deaf ? 500 : 204).end();
    const view = {
      id: "exp_1",
      wish: {},
      state: url === "/v1/exports" ? "counting" : (states.shift() ?? "ready"),
      looked: 1,
      total: 40,
      conversations: 40,
      messages: 80,
      length: 100,
      done: 0,
      bytes: null,
      expiresAt: 1,
    };
    const body = url.endsWith("/manifest")
      ? await signManifest(manifestOf(FILE), { kid: "key-1", privateKey })
      : { ...view, wish: { format: "jsonl", mode: "defaults", k: 5 } };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async function exported(): Promise<ExportManifest> {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const gateway = await connect(`http://127.0.0.1:${port}`, "ask_demo_key");
    return await writeExport(gateway, { wish: { format: "jsonl" }, out });
  }

  test("goes on at the byte where the connection broke, and can be verified", async () => {
    breaks = [100, 50];
    await exported();
    expect(await readFile(out, "utf8")).toBe(FILE);
    expect((await verified()).wrong).toEqual([]);
    expect(asked.filter((one) => one.includes("/file"))).toEqual([
      "GET /v1/exports/exp_1/file?from=0",
      "GET /v1/exports/exp_1/file?from=100",
      "GET /v1/exports/exp_1/file?from=150",
    ]);
    expect(asked.at(-1)).toBe("DELETE /v1/exports/exp_1");
  });

  test("waits for its turn, and keeps what there is of the file", async () => {
    breaks = [77];
    busy = true;
    await exported();
    expect(await readFile(out, "utf8")).toBe(FILE);
    expect(asked.filter((one) => one.endsWith("from=77"))).toHaveLength(2);
  });

  test("never puts a file in the place of a device or a folder, and asks for none that has no folder", async () => {
    for (const place of [folder, "/dev/null", "", join(folder, "none", "x.jsonl")]) {
      out = place;
      await expect(exported()).rejects.toMatchObject({ code: "cannot_write" });
    }
    expect(asked).toEqual([]);
  });

  test("waits while the conversations are counted", async () => {
    states = ["counting"];
    await exported();
    expect(asked.slice(0, 4)).toEqual([
      "POST /v1/exports",
      "GET /v1/exports/exp_1",
      "GET /v1/exports/exp_1",
      "GET /v1/exports/exp_1/file?from=0",
    ]);
  });

  test("says that it broke off on the gateway", async () => {
    states = ["failed"];
    await expect(exported()).rejects.toMatchObject({ code: "broken_off" });
    expect(asked.some((one) => one.includes("/file"))).toBe(false);
  });

  test("is done when the file is whole, whether or not the gateway can be told", async () => {
    deaf = true;
    await exported();
    expect(await readFile(out, "utf8")).toBe(FILE);
  });

  test("goes on where an ended command was", async () => {
    await writeFile(`${out}.partial`, FILE.slice(0, 77));
    await writeFile(
      `${out}.resume.json`,
      JSON.stringify({ id: "exp_1", wish: { format: "jsonl" } }),
    );
    await exported();
    expect(await readFile(out, "utf8")).toBe(FILE);
    expect(asked[0]).toBe("GET /v1/exports/exp_1");
    expect(asked).toContain("GET /v1/exports/exp_1/file?from=77");
  });

  test("goes on with the same export where a command ended while conversations were counted", async () => {
    await writeFile(
      `${out}.resume.json`,
      JSON.stringify({ id: "exp_1", wish: { format: "jsonl" } }),
    );
    states = ["counting"];
    await exported();
    expect(await readFile(out, "utf8")).toBe(FILE);
    expect(asked).not.toContain("POST /v1/exports");
  });

  test.each([
    ["cannot go on as it is, since the detector has changed", () => (outdated = true), "gone"],
    ["broke off on the gateway", () => (states = ["counting", "failed"]), "broken_off"],
  ])("the same command begins anew after one that %s", async (_why, happens, code) => {
    await writeFile(`${out}.partial`, FILE.slice(0, 77));
    await writeFile(
      `${out}.resume.json`,
      JSON.stringify({ id: "exp_1", wish: { format: "jsonl" } }),
    );
    happens();
    await expect(exported()).rejects.toMatchObject({ code });
    asked = [];
    outdated = false;
    states = code === "broken_off" ? ["failed"] : [];
    await exported();
    expect(asked).toContain("POST /v1/exports");
    expect(await readFile(out, "utf8")).toBe(FILE);
  });

  test("leaves an earlier export as it was where the manifest cannot be written, and goes on from there", async () => {
    await writeFile(out, "earlier");
    await writeFile(`${out}.manifest.json`, "its manifest");
    await mkdir(`${out}.manifest.json.partial`);
    await expect(exported()).rejects.toMatchObject({ code: "cannot_write" });
    expect(await readFile(out, "utf8")).toBe("earlier");
    expect(await readFile(`${out}.manifest.json`, "utf8")).toBe("its manifest");
    await rm(`${out}.manifest.json.partial`, { recursive: true });
    asked = [];
    await exported();
    expect(asked).not.toContain("POST /v1/exports");
    expect(await readFile(out, "utf8")).toBe(FILE);
    expect((await verified()).wrong).toEqual([]);
  });

  test("keeps nothing whose digest is wrong", async () => {
    await writeFile(`${out}.partial`, "x".repeat(77));
    await writeFile(
      `${out}.resume.json`,
      JSON.stringify({ id: "exp_1", wish: { format: "jsonl" } }),
    );
    await expect(exported()).rejects.toMatchObject({ code: "digest_differs" });
    await expect(readFile(out)).rejects.toThrow("ENOENT");
    await expect(readFile(`${out}.partial`)).rejects.toThrow("ENOENT");
  });
});
