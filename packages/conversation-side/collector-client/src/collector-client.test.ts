import { createPrivateKey, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compactVerify, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createCollectorClient,
  loadSigningKeys,
  publicKeyOf,
  publishKeys,
  signingKey,
  signWebhook,
  verifyWebhook,
  type SigningKey,
} from "./index.ts";

/** The secret key of RFC 8032, 7.1, TEST 1. */
const seed = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
const rfcKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
const rfcPublic = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const NOW = Date.UTC(2026, 10, 22, 12);
const CAPTURE = `cap_${"1".repeat(26)}`;
const CONVERSATION = `cnv_${"0".repeat(26)}`;

let folder = "";
let key: SigningKey;
let server: Server | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-collector-client-"));
  key = await signingKey(rfcKey);
  await publishKeys(join(folder, "collector.jwks.json"), [key]);
});
afterEach(() => void server?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

function client(collectorOrigin = "http://127.0.0.1:4100") {
  return createCollectorClient({
    keys: [key],
    gatewayOrigin: "http://localhost:4000",
    collectorOrigin,
    collectorKeysFile: join(folder, "collector.jwks.json"),
    now: () => NOW,
  });
}

describe("Standard Webhooks, v1a", () => {
  const body = '{"type":"capture.opened"}';
  const signature =
    "v1a,6sHvWBNfllG8K2Z70wTSRL7k7CZ+IhcGHNs41RlRPJz+zR7gFgKXYe1AH72Rgu1Y9wOz4x8U8NR6vrmudToTBg==";
  const headers = { "webhook-id": "cb_1", "webhook-timestamp": "1795348800" };

  test("a known key signs a known body to a known signature", () => {
    expect(signWebhook([rfcKey], "cb_1", NOW, body)).toEqual({
      ...headers,
      "webhook-signature": signature,
    });
  });

  test("a known signature verifies, alone and among others", () => {
    const check = (given: string, keys: KeyObject[] = [publicKeyOf(rfcPublic)], at = NOW) =>
      verifyWebhook(keys, { ...headers, "webhook-signature": given }, Buffer.from(body), at);
    expect(check(signature)).toEqual({ ok: true, id: "cb_1" });
    expect(check(`v1,bm90IG91cnM= v1a,${"A".repeat(86)}== ${signature}`)).toEqual({
      ok: true,
      id: "cb_1",
    });
    const others = Array.from({ length: 4 }, () => `v1a,${"A".repeat(86)}==`).join(" ");
    expect(check(`${others} ${signature}`)).toEqual({ ok: false, why: "signature" });
    expect(check(signature, undefined, NOW + 299_000)).toMatchObject({ ok: true });
    expect(check(signature, undefined, NOW + 301_000)).toEqual({
      ok: false,
      why: "too_old_or_new",
    });
    expect(check(signature, undefined, NOW - 301_000)).toEqual({
      ok: false,
      why: "too_old_or_new",
    });
    expect(check(signature, [])).toEqual({ ok: false, why: "signature" });
    expect(check(signature.replace("v1a,", "v1,"))).toEqual({ ok: false, why: "signature" });
  });

  test("another id, time or byte does not verify", () => {
    const verdicts = [
      { ...headers, "webhook-id": "cb_2" },
      { ...headers, "webhook-timestamp": "1795348801" },
    ].map((one) =>
      verifyWebhook(
        [publicKeyOf(rfcPublic)],
        { ...one, "webhook-signature": signature },
        Buffer.from(body),
        NOW,
      ),
    );
    expect(verdicts).toEqual(verdicts.map(() => ({ ok: false, why: "signature" })));
    expect(
      verifyWebhook(
        [publicKeyOf(rfcPublic)],
        { ...headers, "webhook-signature": signature },
        Buffer.from(`${body} `),
        NOW,
      ),
    ).toEqual({ ok: false, why: "signature" });
  });
});

describe("callbacks", () => {
  const about = { tenant: "demo", conversation: CONVERSATION, capture: CAPTURE, at: NOW };
  const signed = (body: string) => ({ ...signWebhook([rfcKey], "cbm_7", NOW, body) });
  const message = (...callbacks: object[]) =>
    JSON.stringify({
      callbacks: callbacks.map((callback, index) => ({ id: `cb_${index + 1}`, callback })),
    });

  test("what the collector signed is parsed", async () => {
    const ended = { type: "capture.ended", ...about, outcome: "declined" };
    const opened = { type: "capture.opened", ...about };
    const body = message(opened, ended);
    expect(await client().verifyCallbacks(signed(body), Buffer.from(body))).toEqual({
      ok: true,
      callbacks: [
        { id: "cb_1", callback: opened },
        { id: "cb_2", callback: ended },
      ],
    });
  });

  test("a signed body with anything besides the permitted is refused", async () => {
    const opened = { type: "capture.opened", ...about };
    for (const body of [
      message(opened, { ...opened, pan: "4111111111111111" }),
      message(),
      message(...Array.from({ length: 65 }, () => opened)),
      "{",
    ]) {
      expect(await client().verifyCallbacks(signed(body), Buffer.from(body))).toEqual({
        ok: false,
        why: "malformed",
      });
    }
  });

  test("without the collector's keys nothing is believed; once they are published they are used", async () => {
    const late = createCollectorClient({
      keys: [key],
      gatewayOrigin: "http://localhost:4000",
      collectorOrigin: "http://127.0.0.1:4100",
      collectorKeysFile: join(folder, "late.jwks.json"),
      now: () => NOW,
    });
    const body = message({ type: "capture.opened", ...about });
    expect(await late.verifyCallbacks(signed(body), Buffer.from(body))).toEqual({
      ok: false,
      why: "no_keys",
    });
    await publishKeys(join(folder, "late.jwks.json"), [key]);
    expect(await late.verifyCallbacks(signed(body), Buffer.from(body))).toMatchObject({ ok: true });
  });
});

describe("tickets", () => {
  const claims = {
    tenant: "demo",
    conversation: CONVERSATION,
    capture: CAPTURE,
    template: "card",
    parentOrigin: "http://localhost:4000",
    locale: "en",
  };

  test("a ticket is a typed, short-lived JWT that the public key verifies", async () => {
    const { ticket, expires } = await client().mintTicket(claims, NOW + 3_600_000);
    expect(expires).toBe(NOW + 600_000);
    const { payload, protectedHeader } = await jwtVerify(ticket, publicKeyOf(rfcPublic), {
      typ: "capture-ticket+jwt",
      algorithms: ["EdDSA"],
      issuer: "http://localhost:4000",
      audience: "http://127.0.0.1:4100",
      currentDate: new Date(NOW),
      requiredClaims: ["jti", "exp", "nbf", "iat"],
    });
    expect(protectedHeader.kid).toBe(key.kid);
    expect(payload).toMatchObject({ ...claims, exp: NOW / 1000 + 600, nbf: NOW / 1000 });
    expect(payload.jti).toMatch(/^[\w-]{22}$/);
  });

  test("it ends with the capture's deadline and no two are the same", async () => {
    const [one, two] = await Promise.all([
      client().mintTicket(claims, NOW + 60_000),
      client().mintTicket(claims, NOW + 60_000),
    ]);
    expect(one.expires).toBe(NOW + 60_000);
    expect(decodeJwt(one.ticket).jti).not.toBe(decodeJwt(two.ticket).jti);
  });
});

describe("commands", () => {
  const command = {
    command: "void",
    tenant: "demo",
    capture: CAPTURE,
    intent: "cancelled",
  } as const;

  async function answering(
    status: number,
    body: string,
  ): Promise<{ url: string; heard: string[] }> {
    const heard: string[] = [];
    server = createServer((request, response) => {
      request.setEncoding("utf8");
      request.on("data", (chunk: string) => heard.push(chunk));
      request.on("end", () => response.writeHead(status).end(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return { url: `http://127.0.0.1:${port}`, heard };
  }

  test("a command travels as one signed JWS", async () => {
    const { url, heard } = await answering(204, "");
    expect(await client(url).send(command)).toEqual({ status: "ok" });
    const jws = heard.join("");
    expect(decodeProtectedHeader(jws)).toEqual({
      alg: "EdDSA",
      typ: "capture-command+jwt",
      kid: key.kid,
    });
    const { payload } = await compactVerify(jws, publicKeyOf(rfcPublic));
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      ...command,
      iss: "http://localhost:4000",
      aud: url,
      exp: NOW / 1000 + 60,
    });
  });

  test.each([
    [404, '{"code":"unknown_capture","text":"no"}', { status: "unknown_capture" }],
    [
      400,
      '{"code":"unsupported_template","text":"no"}',
      { status: "refused", code: "unsupported_template" },
    ],
    [404, "<html>", { status: "refused", code: "http_404" }],
    [503, '{"code":"unavailable","text":"no"}', { status: "unreachable" }],
    [429, "", { status: "unreachable" }],
    [500, "", { status: "unreachable" }],
  ] as const)("%s %s", async (status, body, result) => {
    const { url } = await answering(status, body);
    expect(await client(url).send(command)).toEqual(result);
  });

  test("nobody there is a result, not an error", async () => {
    const { url } = await answering(204, "");
    await new Promise((resolve) => server?.close(resolve));
    expect(await client(url).send(command)).toEqual({ status: "unreachable" });
  });
});

describe("keys", () => {
  test("a key is made once, kept private, and used again", async () => {
    const keys = join(folder, "keys");
    const [first] = await loadSigningKeys(keys);
    const [again] = await loadSigningKeys(keys);
    expect(again?.publicJwk).toEqual(first?.publicJwk);
    expect((await stat(join(keys, "001.pem"))).mode & 0o777).toBe(0o600);
    await publishKeys(join(folder, "public.jwks.json"), first ? [first] : []);
    const published = await readFile(join(folder, "public.jwks.json"), "utf8");
    expect(JSON.parse(published)).toEqual({ keys: [first?.publicJwk] });
    expect(published).not.toContain('"d"');
  });

  test("a file that is no key stops the start and says what to do", async () => {
    const keys = join(folder, "broken");
    await loadSigningKeys(keys);
    await writeFile(join(keys, "002.pem"), "hello");
    await expect(loadSigningKeys(keys)).rejects.toMatchObject({
      code: "keys_unreadable",
      who: "operator",
    });
  });
});
