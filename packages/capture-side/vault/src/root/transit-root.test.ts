import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createFakeKey } from "../../test/fake-key.ts";
import { type Asked, type FakeService, startFakeService } from "../../test/fake-service.ts";
import { CONTEXT, rootContract } from "../../test/root-contract.ts";
import { openTransitRoot } from "./transit-root.ts";

const keys = { one: createFakeKey(), two: createFakeKey() };
const encryption = z.strictObject({ plaintext: z.base64(), associated_data: z.base64() });
const decryption = z.strictObject({ ciphertext: z.string(), associated_data: z.base64() });
let service: FakeService;
beforeAll(async () => {
  service = await startFakeService(transit);
});
afterAll(() => service.close());

describe("OpenBao or Vault transit, simulated", () => {
  rootContract(async (key) => open(key));

  test("asks as the engine is documented: token, path, base64, associated data", async () => {
    service.asked.length = 0;
    await open("one").wrap(Uint8Array.of(1, 2, 3), CONTEXT);
    const [asked] = service.asked;
    expect(asked).toMatchObject({ method: "POST", path: "/v1/transit/encrypt/one" });
    expect(asked?.headers).toMatchObject({
      "x-vault-token": "s.secret",
      "x-vault-request": "true",
    });
    const body = encryption.parse(JSON.parse(asked?.body ?? ""));
    expect(body.plaintext).toBe("AQID");
    expect(JSON.parse(Buffer.from(body.associated_data, "base64").toString())).toEqual(CONTEXT);
  });

  test("a busy or broken service is asked again, three times in all", async () => {
    service.fail(503, { errors: ["Vault is sealed"] }, 2);
    await expect(open("one").wrap(Uint8Array.of(1), CONTEXT)).resolves.toBeInstanceOf(Uint8Array);
    service.fail(429, {}, 3);
    await expect(open("one").wrap(Uint8Array.of(1), CONTEXT)).rejects.toMatchObject({
      code: "root_unavailable",
    });
  });

  test("a refusal, an answer of another form, too long a one and a redirect say so and hold no text of it", async () => {
    const answers: [number, unknown, string][] = [
      [403, { errors: ["permission denied"] }, "root_refused"],
      [404, { errors: [] }, "root_refused"],
      [200, { data: {} }, "root_unavailable"],
      [200, { data: { ciphertext: "x".repeat(70_000) } }, "root_unavailable"],
    ];
    for (const [status, body, code] of answers) {
      service.fail(status, body, 1);
      const error: unknown = await open("one")
        .wrap(Uint8Array.of(1), CONTEXT)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code });
      expect(String(error)).not.toContain("permission");
    }
  });

  test("nobody there: root_unavailable", async () => {
    const gone = openTransitRoot({
      url: "http://127.0.0.1:9/transit/one",
      token: async () => "s.secret",
      wait: async () => undefined,
    });
    await expect(gone.health()).rejects.toMatchObject({
      code: "root_unavailable",
      who: "operator",
    });
  });
});

function open(key: "one" | "two") {
  return openTransitRoot({
    url: `${service.url}/transit/${key}`,
    token: async () => "s.secret",
    wait: async () => undefined,
  });
}

function transit({ method, path, headers, body }: Asked) {
  const [, , , verb, name] = path.split("/");
  const key = keys[(verb === "keys" ? path.split("/")[4] : name) === "two" ? "two" : "one"];
  if (headers["x-vault-token"] !== "s.secret") return { status: 403, body: { errors: [] } };
  if (method === "GET") return { status: 200, body: { data: { supports_encryption: true } } };
  if (verb === "keys") {
    key.rotate();
    return { status: 204, body: null };
  }
  if (verb === "encrypt") {
    const given = encryption.parse(JSON.parse(body));
    const text = key.encrypt(Buffer.from(given.plaintext, "base64"), given.associated_data);
    return ok({ ciphertext: `vault:v${key.version}:${text.toString("base64")}` });
  }
  const given = decryption.parse(JSON.parse(body));
  const text = Buffer.from(given.ciphertext.split(":")[2] ?? "", "base64");
  const plaintext = key.decrypt(text, given.associated_data);
  return plaintext === null
    ? { status: 400, body: { errors: ["cipher: message authentication failed"] } }
    : ok({ plaintext: plaintext.toString("base64") });
}

function ok(data: unknown) {
  return { status: 200, body: { data } };
}
