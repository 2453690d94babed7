import { generateKeyPairSync, randomBytes } from "node:crypto";
import { TICKET_TYP, COMMAND_TYP } from "@aside/protocol";
import { createEphemeral, toBase64url } from "@aside/seal";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PARENT, startTestCollector, type TestCollector } from "../../test/harness.ts";

let at: TestCollector;
let capture = "";
beforeAll(async () => {
  at = await startTestCollector();
  capture = await at.register();
});
afterAll(() => at.stop());

interface Forgery {
  alg?: string;
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: Parameters<SignJWT["sign"]>[0];
}

describe("[10] a forged ticket", () => {
  const stranger = generateKeyPairSync("ed25519").privateKey;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const seconds = () => Math.floor(at.now() / 1_000);

  test.each<[string, () => Forgery]>([
    ["of another key", () => ({ key: stranger })],
    ["of another key under an unknown kid", () => ({ key: stranger, header: { kid: "gw2" } })],
    ["with a path for a kid", () => ({ header: { kid: "../../gateway/public.jwks.json" } })],
    ["without a kid", () => ({ header: { kid: undefined } })],
    [
      "HS256 with the public key as the secret",
      () => ({ alg: "HS256", key: Buffer.from(at.key.x, "base64url") }),
    ],
    [
      "HS256 with the public key's text as the secret",
      () => ({ alg: "HS256", key: Buffer.from(at.key.x) }),
    ],
    ["RS256", () => ({ alg: "RS256", key: rsa })],
    ["of the type of a command", () => ({ header: { typ: COMMAND_TYP } })],
    ["without a type", () => ({ header: { typ: undefined } })],
    ["that names a key set (jku)", () => ({ header: { jku: "https://evil.test/jwks.json" } })],
    [
      "that brings its key (jwk)",
      () => ({ header: { jwk: { kty: "OKP", crv: "Ed25519", x: at.key.x } } }),
    ],
    ["with a critical extension", () => ({ header: { crit: ["exp"], exp: 1 } })],
    ["of another issuer", () => ({ claims: { iss: "http://evil.test" } })],
    ["for another audience", () => ({ claims: { aud: "http://127.0.0.1:4100" } })],
    ["that lives longer than ten minutes", () => ({ claims: { exp: seconds() + 601 } })],
    ["that never ends", () => ({ claims: { exp: undefined } })],
    ["not valid yet", () => ({ claims: { nbf: seconds() + 120 } })],
    ["from the future", () => ({ claims: { iat: seconds() + 120, exp: seconds() + 300 } })],
    ["without a jti", () => ({ claims: { jti: undefined } })],
    ["with a short jti", () => ({ claims: { jti: "1" } })],
    ["with a claim too many", () => ({ claims: { admin: true } })],
    ["for another template", () => ({ claims: { template: "address" } })],
    [
      "for another conversation",
      () => ({ claims: { conversation: "cnv_10000000000000000000000000" } }),
    ],
  ])("%s is refused", async (_, forge) => {
    expect(await open(await forged(forge()))).toMatchObject({
      status: 401,
      body: { code: "ticket_invalid" },
    });
  });

  test("without a signature (alg none) or with a broken one is refused", async () => {
    const [, payload, signature] = (await forged({})).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: TICKET_TYP, kid: "gw1" }));
    const good = Buffer.from(JSON.stringify({ alg: "EdDSA", typ: TICKET_TYP, kid: "gw1" }));
    const tickets = [
      `${none.toString("base64url")}.${payload}.`,
      `${none.toString("base64url")}.${payload}.${signature}`,
      `${good.toString("base64url")}.${payload}.`,
      `${good.toString("base64url")}.${Buffer.from("{}").toString("base64url")}.${signature}`,
      "a.b.c",
      "",
      ".".repeat(3_999),
    ];
    for (const ticket of tickets) {
      expect(await open(ticket)).toMatchObject({ status: 401, body: { code: "ticket_invalid" } });
    }
  });

  test("[40] whose time is over says so; clocks may differ by a minute", async () => {
    const old = (age: number) =>
      forged({ claims: { iat: seconds() - 300 - age, exp: seconds() - age } });
    expect(await open(await old(75))).toMatchObject({
      status: 401,
      body: { code: "ticket_expired" },
    });
    expect(await open(await old(45))).toMatchObject({ status: 200 });
  });
});

describe("a ticket", () => {
  test("[9] is spent once; the same form may ask again, another may not", async () => {
    const ticket = await at.ticket(await at.register());
    const ephemeral = createEphemeral();
    const first = await open(ticket, ephemeral);
    expect(first.status).toBe(200);
    expect((await open(ticket, ephemeral)).status).toBe(200);
    expect(await open(ticket)).toMatchObject({ status: 409, body: { code: "ticket_used" } });
    expect(await open(ticket)).toMatchObject({ status: 409, body: { code: "ticket_used" } });
  });

  test("[9] tells its form of the capture that it opened, also when a newer one has it, and of no other", async () => {
    const [own, other] = [await at.register(), await at.register()];
    const { jti } = (await at.open(own)).reply;
    at.advance(2_000);
    await at.open(own);
    await at.open(other);
    expect(await at.state(own, jti)).toMatchObject({ status: 200, body: { state: "replaced" } });
    expect(await at.state(other, jti)).toMatchObject({
      status: 404,
      body: { code: "unknown_capture" },
    });
  });

  test("[9] of 50 that open with it at once, one does", async () => {
    const ticket = await at.ticket(await at.register());
    const answers = await Promise.all(Array.from({ length: 50 }, () => open(ticket)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  test("[16] that is older than the one that opened the form comes too late", async () => {
    const own = await at.register();
    const older = await at.ticket(own);
    at.advance(2_000);
    await at.open(own);
    expect(await open(older)).toMatchObject({ status: 409, body: { code: "capture_replaced" } });
  });

  test("[1] opens for the page it names, and only for a page that its tenant named", async () => {
    const ticket = await at.ticket(capture);
    const wrong = { status: 403, body: { code: "wrong_origin" } };
    expect(await open(ticket, createEphemeral(), "http://evil.test")).toMatchObject(wrong);
    expect(await open(ticket, createEphemeral(), null)).toMatchObject(wrong);
    const evil = await at.ticket(capture, { parentOrigin: "http://evil.test" });
    expect(await open(evil, createEphemeral(), "http://evil.test")).toMatchObject(wrong);
    const window = await at.ticket(capture, { parentOrigin: null });
    expect(await open(window, createEphemeral(), null)).toMatchObject({ status: 200 });
  });

  test("[11] [TEN1] of another tenant does not reach the capture", async () => {
    const ticket = await at.ticket(capture, { tenant: "other" });
    expect(await open(ticket)).toMatchObject({ status: 404, body: { code: "unknown_capture" } });
  });
});

function open(ticket: string, ephemeral = createEphemeral(), parentOrigin: string | null = PARENT) {
  return at.send("/v1/captures/open", {
    ticket,
    epk: toBase64url(ephemeral.publicKey),
    parentOrigin,
  });
}

/** A ticket that would be good but for what is given. */
async function forged({ alg = "EdDSA", header, claims, key = at.key.privateKey }: Forgery) {
  const now = Math.floor(at.now() / 1_000);
  const payload = {
    iss: at.gateway.url,
    aud: at.audience,
    iat: now,
    exp: now + 600,
    jti: randomBytes(16).toString("base64url"),
    tenant: "demo",
    conversation: "cnv_00000000000000000000000000",
    capture,
    template: "card",
    parentOrigin: PARENT,
    locale: "en",
    ...claims,
  };
  const options = header?.["crit"] === undefined ? {} : { crit: { exp: true } };
  return await new SignJWT(payload)
    .setProtectedHeader({ alg, typ: TICKET_TYP, kid: "gw1", ...header })
    .sign(key, options);
}
