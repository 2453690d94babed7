import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createFakeKey } from "../../test/fake-key.ts";
import { type Asked, type FakeService, startFakeService } from "../../test/fake-service.ts";
import { CONTEXT, rootContract } from "../../test/root-contract.ts";
import { gcpAccessToken } from "./gcp-access-token.ts";
import { openGcpKmsRoot } from "./gcp-kms-root.ts";

const RING = "projects/p/locations/europe-west3/keyRings/aside/cryptoKeys/";
const keys = { one: createFakeKey(), two: createFakeKey() };
const encryption = z.strictObject({
  plaintext: z.base64(),
  additionalAuthenticatedData: z.base64(),
});
const decryption = z.strictObject({
  ciphertext: z.base64(),
  additionalAuthenticatedData: z.base64(),
});
let service: FakeService;
beforeAll(async () => {
  service = await startFakeService(kms);
});
afterAll(() => service.close());

describe("Google Cloud KMS, simulated", () => {
  rootContract(async (key) => open(key));

  test("asks as the service is documented: bearer token, path, base64, additional data", async () => {
    service.asked.length = 0;
    await open("one").wrap(Uint8Array.of(1, 2, 3), CONTEXT);
    const [asked] = service.asked;
    expect(asked).toMatchObject({ method: "POST", path: `/v1/${RING}one:encrypt` });
    expect(asked?.headers.authorization).toBe("Bearer ya29.t");
    const body = encryption.parse(JSON.parse(asked?.body ?? ""));
    expect(body.plaintext).toBe("AQID");
    const data = Buffer.from(body.additionalAuthenticatedData, "base64").toString();
    expect(JSON.parse(data)).toEqual(CONTEXT);
  });

  test("errors of the service by what can be done", async () => {
    for (const [status, code] of [
      [403, "root_refused"],
      [401, "root_refused"],
      [400, "root_unavailable"],
    ] as const) {
      service.fail(status, { error: { message: "secret text" } });
      await expect(open("one").health()).rejects.toMatchObject({ code });
    }
    service.fail(503, {}, 3);
    await expect(open("one").health()).rejects.toMatchObject({ code: "root_unavailable" });
  });

  test("a version, or another thing than a key, is no key", () => {
    for (const key of [`${RING}one/cryptoKeyVersions/1`, "projects/p"]) {
      expect(() => openGcpKmsRoot({ ...options(), key })).toThrow(
        expect.objectContaining({ code: "root_unreadable" }),
      );
    }
  });
});

test("a service account's file is exchanged for a token by a signed grant (RFC 7523), held until shortly before its end", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aside-gcp-"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = join(folder, "account.json");
  await writeFile(
    file,
    JSON.stringify({
      type: "service_account",
      client_email: "aside@p.iam.gserviceaccount.com",
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
      token_uri: `${service.url}/token`,
    }),
  );
  let now = Date.UTC(2026, 10, 1);
  const token = gcpAccessToken({ GOOGLE_APPLICATION_CREDENTIALS: file }, () => now);
  service.asked.length = 0;
  expect([await token(), await token()]).toEqual(["ya29.t", "ya29.t"]);
  now += 3_590_000;
  await token();
  expect(service.asked).toHaveLength(2);
  const form = new URLSearchParams(service.asked[0]?.body);
  const [header = "", claims = ""] = (form.get("assertion") ?? "").split(".");
  expect(
    [header, claims].map((part) => JSON.parse(Buffer.from(part, "base64url").toString())),
  ).toEqual([
    { alg: "RS256", typ: "JWT" },
    {
      iss: "aside@p.iam.gserviceaccount.com",
      scope: "https://www.googleapis.com/auth/cloudkms",
      aud: `${service.url}/token`,
      iat: Date.UTC(2026, 10, 1) / 1_000,
      exp: Date.UTC(2026, 10, 1, 1) / 1_000,
    },
  ]);
  await rm(folder, { recursive: true });
});

function options() {
  return { url: service.url, accessToken: async () => "ya29.t", wait: async () => undefined };
}

function open(key: "one" | "two") {
  return openGcpKmsRoot({ ...options(), key: RING + key });
}

function kms({ method, path, headers, body }: Asked) {
  if (path === "/token") return ok({ access_token: "ya29.t", expires_in: 3_600 });
  if (headers.authorization !== "Bearer ya29.t") return { status: 401, body: {} };
  const key = path.includes("/two") ? keys.two : keys.one;
  if (method === "GET") return ok({ purpose: "ENCRYPT_DECRYPT", primary: { state: "ENABLED" } });
  if (path.endsWith("/cryptoKeyVersions")) {
    return ok({ name: `${path.slice("/v1/".length)}/${key.version + 1}` });
  }
  if (path.endsWith(":updatePrimaryVersion")) {
    key.rotate();
    return ok({});
  }
  if (path.endsWith(":encrypt")) {
    const given = encryption.parse(JSON.parse(body));
    const bytes = Buffer.from(given.plaintext, "base64");
    return ok({
      ciphertext: key.encrypt(bytes, given.additionalAuthenticatedData).toString("base64"),
    });
  }
  const given = decryption.parse(JSON.parse(body));
  const text = Buffer.from(given.ciphertext, "base64");
  const bytes = key.decrypt(text, given.additionalAuthenticatedData);
  return bytes === null
    ? { status: 400, body: { error: { status: "INVALID_ARGUMENT" } } }
    : ok({ plaintext: bytes.toString("base64") });
}

function ok(body: unknown) {
  return { status: 200, body };
}
