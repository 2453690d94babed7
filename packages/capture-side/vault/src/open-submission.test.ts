import fc from "fast-check";
import {
  createEphemeral,
  fromBase64url,
  hashTemplate,
  ready,
  sealSpan,
  sealSubmission,
  toBase64url,
  type SealedEnvelope,
} from "@aside/seal";
import { beforeAll, describe, expect, test } from "vitest";
import { openSpan, openSubmission } from "./open-submission.ts";
import { chooseSodium } from "./sodium/choose-sodium.ts";

beforeAll(async () => {
  await ready();
  await chooseSodium();
});

const field = fc.record({
  name: fc.stringMatching(/^[a-z][a-z.]{0,20}$/),
  bytes: fc.uint8Array({ maxLength: 200 }),
});
const fields = fc.uniqueArray(field, { maxLength: 12, selector: (each) => each.name });
const invalid = expect.objectContaining({ code: "seal_invalid", who: "customer" });

describe("openSubmission", () => {
  test("what was sealed is opened, and wiping zeroes the fields in place", () => {
    fc.assert(
      fc.property(fields, (given) => {
        const { key, binding, envelope } = sealed(given);
        const opened = openSubmission(key, envelope, binding);
        expect(opened.fields).toEqual(given);
        opened.wipe();
        expect(opened.fields.every((each) => each.bytes.every((byte) => byte === 0))).toBe(true);
      }),
    );
  });

  test.each(["tenant", "capture", "jti"] as const)("[31] another %s: does not open", (part) => {
    const { key, binding, envelope } = sealed();
    expect(() => openSubmission(key, envelope, { ...binding, [part]: "other" })).toThrow(invalid);
  });

  test("another template, kid, key or ephemeral key: does not open", () => {
    const { key, binding, envelope } = sealed();
    const templateHash = hashTemplate({ id: "address" });
    expect(() => openSubmission(key, envelope, { ...binding, templateHash })).toThrow(invalid);
    expect(() => openSubmission(key, { ...envelope, kid: "ck_2" }, binding)).toThrow(invalid);
    expect(() => openSubmission(captureKey(), envelope, binding)).toThrow(invalid);
    const epk = toBase64url(createEphemeral().publicKey);
    expect(() => openSubmission(key, { ...envelope, epk }, binding)).toThrow(invalid);
    const zero = toBase64url(new Uint8Array(32));
    expect(() => openSubmission(key, { ...envelope, epk: zero }, binding)).toThrow(invalid);
  });

  test("any bit of nonce or text turned, any byte cut: does not open", () => {
    const { key, binding, envelope } = sealed();
    fc.assert(
      fc.property(fc.constantFrom("n", "ct", "epk"), fc.nat(), fc.boolean(), (part, at, cut) => {
        expect(() => openSubmission(key, spoiled(envelope, part, at, cut), binding)).toThrow(
          invalid,
        );
      }),
    );
  });
});

describe("openSpan", () => {
  test("opens under the same context only", () => {
    const key = captureKey();
    const span = sealSpan(key, Uint8Array.of(52, 49), ["demo", "cnv_1"]);
    expect(openSpan(key, span, ["demo", "cnv_1"])).toEqual(Uint8Array.of(52, 49));
    const bad = expect.objectContaining({ code: "span_invalid" });
    expect(() => openSpan(key, span, ["demo", "cnv_2"])).toThrow(bad);
    expect(() => openSpan(key, span, ["democnv_1"])).toThrow(bad);
    expect(() => openSpan(key, span.subarray(0, 20), ["demo", "cnv_1"])).toThrow(bad);
  });
});

function spoiled(envelope: SealedEnvelope, part: "n" | "ct" | "epk", at: number, cut: boolean) {
  const bytes = fromBase64url(envelope[part]) ?? new Uint8Array();
  const index = at % bytes.length;
  const other = cut
    ? bytes.subarray(0, index)
    : bytes.map((byte, position) => (position === index ? byte ^ (1 << (at % 7)) : byte));
  return { ...envelope, [part]: toBase64url(other) };
}

function sealed(
  given: { name: string; bytes: Uint8Array }[] = [{ name: "a", bytes: Uint8Array.of(1) }],
) {
  const key = captureKey();
  const binding = {
    tenant: "demo",
    capture: "cap_1",
    jti: "t1",
    templateHash: hashTemplate({ id: "card" }),
  };
  const envelope = sealSubmission({ key, ephemeral: createEphemeral(), binding, fields: given });
  return { key, binding, envelope };
}

function captureKey() {
  return { kid: "ck_1", suite: "xc20p" as const, ...createEphemeral() };
}
