import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64url } from "./base64url.ts";
import { createEphemeral } from "./ephemeral.ts";
import { hashTemplate } from "./hash-template.ts";
import { sealSpan, parseSpan } from "./seal-span.ts";
import { sealSubmission } from "./seal-submission.ts";
import { ready } from "./sodium.ts";

beforeAll(ready);

describe("sealSubmission", () => {
  test("[39] 13 and 19 digits give the same length, and so does any code", () => {
    const lengths = ["4222222222222", "4111111111111111", "6304000000000000000"].flatMap((number) =>
      ["123", "1234"].map((code) => sealed(number, code).ct.length),
    );
    expect(new Set(lengths)).toEqual(new Set([Math.ceil((272 * 8) / 6)]));
  });

  test("the same values twice give another nonce and another text", () => {
    const [a, b] = [sealed("4111111111111111", "123"), sealed("4111111111111111", "123")];
    expect(a.n).not.toBe(b.n);
    expect(a.ct).not.toBe(b.ct);
  });

  test("names what it is sealed to and holds 32, 24 and 272 bytes", () => {
    const envelope = sealed("4111111111111111", "123");
    expect(envelope).toMatchObject({ v: 1, suite: "xc20p", kid: "ck_1", jti: "t1" });
    const lengths = [envelope.epk, envelope.n, envelope.ct].map(
      (part) => fromBase64url(part)?.length,
    );
    expect(lengths).toEqual([32, 24, 272]);
  });

  test("a key of low order is refused", () => {
    const seal = () =>
      sealSubmission({ ...submission("4", "1"), key: { kid: "k", publicKey: new Uint8Array(32) } });
    expect(seal).toThrow(expect.objectContaining({ code: "bad_key" }));
  });

  test("the values given are left, for the form to wipe", () => {
    const given = submission("4111111111111111", "123");
    sealSubmission(given);
    expect(given.fields[0]?.bytes).toEqual(bytesOf("4111111111111111"));
  });
});

describe("sealSpan", () => {
  test("wipes what it sealed and is whole buckets long", () => {
    const key = { kid: "ck_1", publicKey: createEphemeral().publicKey };
    const span = bytesOf("4111 1111 1111 1111");
    const parsed = parseSpan(sealSpan(key, span, ["demo", "cnv_1"]));
    expect(span).toEqual(new Uint8Array(19));
    expect(parsed).toMatchObject({ kid: "ck_1" });
    expect([parsed?.epk.length, parsed?.n.length, parsed?.ct.length]).toEqual([32, 24, 272]);
  });

  test("what is too short or of another version is null", () => {
    expect(parseSpan(new Uint8Array())).toBeNull();
    expect(parseSpan(Uint8Array.from([1, 4, ...new Uint8Array(70)]))).toBeNull();
    expect(parseSpan(Uint8Array.from([2, 0, ...new Uint8Array(300)]))).toBeNull();
  });
});

test("fromBase64url takes no padding, no space, no other alphabet", () => {
  for (const text of ["QQ==", "Q Q", "+/8", "Q"]) expect(fromBase64url(text)).toBeNull();
  expect(fromBase64url("-_8")).toEqual(Uint8Array.of(251, 255));
});

function sealed(number: string, code: string) {
  return sealSubmission(submission(number, code));
}

function submission(number: string, code: string) {
  return {
    key: { kid: "ck_1", publicKey: createEphemeral().publicKey },
    ephemeral: createEphemeral(),
    binding: {
      tenant: "demo",
      capture: "cap_1",
      jti: "t1",
      templateHash: hashTemplate({ id: "card" }),
    },
    fields: [
      { name: "number", bytes: bytesOf(number) },
      { name: "code", bytes: bytesOf(code) },
    ],
  };
}

function bytesOf(text: string) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
