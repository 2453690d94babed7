import { hashTemplate, ready, sealSubmission, createEphemeral, toBase64url } from "@aside/seal";
import { createGcmEphemeral, hashTemplateSha256, sealSubmissionGcm } from "@aside/seal/a256gcm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createCaptureKeyPair } from "./capture-key-pair.ts";
import { openSubmission } from "./open-submission.ts";
import { chooseSodium } from "./sodium/choose-sodium.ts";

beforeAll(async () => {
  await ready();
  await chooseSodium();
});

const invalid = expect.objectContaining({ code: "seal_invalid" });
const field = fc.record({
  name: fc.stringMatching(/^[a-z][a-z.]{0,20}$/),
  bytes: fc.uint8Array({ maxLength: 200 }),
});
const fields = fc.uniqueArray(field, { maxLength: 12, selector: (each) => each.name });

describe("a submission under a256gcm", () => {
  test("WebCrypto seals, node:crypto opens, and wiping zeroes the fields in place", async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (given) => {
        const { key, binding, envelope } = await sealed(given);
        const opened = openSubmission(key, envelope, binding);
        expect(opened.fields).toEqual(given);
        opened.wipe();
        expect(opened.fields.every((each) => each.bytes.every((byte) => byte === 0))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test.each(["tenant", "capture", "jti"] as const)(
    "[31] another %s: does not open",
    async (part) => {
      const { key, binding, envelope } = await sealed();
      expect(() => openSubmission(key, envelope, { ...binding, [part]: "other" })).toThrow(invalid);
    },
  );

  test("[31] another key, ephemeral key, nonce or text, or no point at all: does not open", async () => {
    const { key, binding, envelope } = await sealed();
    const other = await sealed();
    expect(() => openSubmission(other.key, envelope, binding)).toThrow(invalid);
    for (const part of ["epk", "n", "ct"] as const) {
      const mixed = { ...envelope, [part]: other.envelope[part] };
      expect(() => openSubmission(key, mixed, binding)).toThrow(invalid);
    }
    for (const bytes of [new Uint8Array(65), new Uint8Array(65).fill(4), new Uint8Array(32)]) {
      const epk = toBase64url(bytes);
      expect(() => openSubmission(key, { ...envelope, epk }, binding)).toThrow(invalid);
    }
  });

  test("[31] one suite's envelope does not pass for the other's, whatever it names", async () => {
    const { key, binding, envelope } = await sealed();
    expect(() => openSubmission(key, { ...envelope, suite: "xc20p" }, binding)).toThrow(invalid);
    const sodiumKey = { kid: "ck_1", suite: "xc20p" as const, ...createEphemeral() };
    expect(() => openSubmission(sodiumKey, envelope, binding)).toThrow(invalid);
    const forSodium = { ...binding, templateHash: hashTemplate({ id: "card" }) };
    const other = sealSubmission({
      key: sodiumKey,
      ephemeral: createEphemeral(),
      binding: forSodium,
      fields: [],
    });
    expect(() => openSubmission(key, { ...other, suite: "a256gcm" }, binding)).toThrow(invalid);
    const pretending = { ...sodiumKey, suite: "a256gcm" as const };
    expect(() => openSubmission(pretending, { ...other, suite: "a256gcm" }, forSodium)).toThrow(
      invalid,
    );
  });

  test("[39] 13 and 19 digits give the same length", async () => {
    const lengths = ["4222222222222", "6304000000000000000"].map(async (digits) => {
      const { envelope } = await sealed([{ name: "number", bytes: Buffer.from(digits) }]);
      return envelope.ct.length;
    });
    expect(new Set(await Promise.all(lengths)).size).toBe(1);
  });

  test("a key that is no point is refused at the form", async () => {
    const given = { kid: "ck_1", publicKey: new Uint8Array(65).fill(4) };
    const binding = { ...names, templateHash: await hashTemplateSha256({ id: "card" }) };
    const ephemeral = await createGcmEphemeral();
    await expect(
      sealSubmissionGcm({ key: given, ephemeral, binding, fields: [] }),
    ).rejects.toMatchObject({ code: "bad_key" });
  });
});

const names = { tenant: "demo", capture: "cap_1", jti: "t1" };

async function sealed(
  given: { name: string; bytes: Uint8Array }[] = [{ name: "a", bytes: Uint8Array.of(1) }],
) {
  const key = { kid: "ck_1", suite: "a256gcm" as const, ...createCaptureKeyPair("a256gcm") };
  const binding = { ...names, templateHash: await hashTemplateSha256({ id: "card" }) };
  const ephemeral = await createGcmEphemeral();
  const envelope = await sealSubmissionGcm({ key, ephemeral, binding, fields: given });
  return { key, binding, envelope };
}
