import aws4 from "aws4";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { createFakeKey } from "../../test/fake-key.ts";
import { type Asked, type FakeService, startFakeService } from "../../test/fake-service.ts";
import { CONTEXT, rootContract } from "../../test/root-contract.ts";
import { awsCredentials } from "./aws-credentials.ts";
import { openAwsKmsRoot } from "./aws-kms-root.ts";

const ARN = "arn:aws:kms:eu-central-1:123456789012:key/";
const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG" };
const keys = { one: createFakeKey(), two: createFakeKey() };
const context = z.record(z.string(), z.string());
const request = z.object({
  KeyId: z.string().optional(),
  Plaintext: z.base64().optional(),
  CiphertextBlob: z.base64().optional(),
  EncryptionContext: context.optional(),
  SourceKeyId: z.string().optional(),
  SourceEncryptionContext: context.optional(),
  DestinationKeyId: z.string().optional(),
  DestinationEncryptionContext: context.optional(),
});
let service: FakeService;
beforeAll(async () => {
  service = await startFakeService(kms);
});
afterAll(() => service.close());

describe("AWS KMS, simulated", () => {
  rootContract(async (key) => open(key));

  test("every request bears a signature (Signature Version 4) that another library makes the same", async () => {
    service.asked.length = 0;
    await open("one").wrap(Uint8Array.of(1, 2, 3), CONTEXT);
    const [asked] = service.asked;
    if (asked === undefined) throw new Error("nothing was asked");
    expect(asked.headers.authorization).toBe(signatureOf(asked, CREDENTIALS.secretAccessKey));
    expect(asked.headers.authorization).not.toBe(signatureOf(asked, "another"));
    expect(JSON.parse(asked.body)).toMatchObject({ EncryptionContext: CONTEXT, Plaintext: "AQID" });
  });

  test("errors of the service by what can be done", async () => {
    const answers: [string, string][] = [
      ["AccessDeniedException", "root_refused"],
      ["com.amazonaws.kms#DisabledException", "root_refused"],
      ["ThrottlingException", "root_unavailable"],
      ["InvalidCiphertextException", "wrong_root"],
    ];
    for (const [type, code] of answers) {
      service.fail(400, { __type: type, message: "secret text" });
      const error: unknown = await open("one")
        .health()
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code });
      expect(String(error)).not.toContain("secret text");
    }
    service.fail(500, {}, 3);
    await expect(open("one").health()).rejects.toMatchObject({ code: "root_unavailable" });
  });

  test("an alias is no key", () => {
    const alias = "arn:aws:kms:eu-central-1:123456789012:alias/aside";
    expect(() => openAwsKmsRoot({ ...options(), key: alias })).toThrow(
      expect.objectContaining({ code: "root_unreadable" }),
    );
  });
});

test("credentials come from the environment, or from the container's endpoint until shortly before they end", async () => {
  const given = await awsCredentials(
    { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" },
    Date.now,
  )();
  expect(given).toEqual({ accessKeyId: "a", secretAccessKey: "b" });
  await expect(awsCredentials({}, Date.now)()).rejects.toMatchObject({ code: "root_refused" });
  let now = Date.UTC(2026, 10, 1);
  const env = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.url}/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: "Bearer t",
  };
  const ask = awsCredentials(env, () => now);
  service.asked.length = 0;
  expect(await ask()).toEqual({ accessKeyId: "c", secretAccessKey: "d", sessionToken: "e" });
  await ask();
  now = Date.UTC(2026, 10, 1, 0, 56);
  await ask();
  expect(service.asked.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ["/credentials", "Bearer t"],
    ["/credentials", "Bearer t"],
  ]);
});

function options() {
  return {
    url: `${service.url}/`,
    credentials: async () => CREDENTIALS,
    wait: async () => undefined,
  };
}

function open(key: "one" | "two") {
  return openAwsKmsRoot({ ...options(), key: ARN + key });
}

function kms(asked: Asked) {
  if (asked.path === "/credentials") {
    const Expiration = "2026-11-01T01:00:00Z";
    return {
      status: 200,
      body: { AccessKeyId: "c", SecretAccessKey: "d", Token: "e", Expiration },
    };
  }
  if (asked.headers.authorization !== signatureOf(asked, CREDENTIALS.secretAccessKey)) {
    return { status: 403, body: { __type: "InvalidSignatureException" } };
  }
  const given = request.parse(JSON.parse(asked.body));
  const key = (given.KeyId ?? given.SourceKeyId) === `${ARN}two` ? keys.two : keys.one;
  const blob = Buffer.from(given.CiphertextBlob ?? "", "base64");
  const invalid = { status: 400, body: { __type: "InvalidCiphertextException" } };
  switch (asked.headers["x-amz-target"]) {
    case "TrentService.Encrypt": {
      const plaintext = Buffer.from(given.Plaintext ?? "", "base64");
      return ok({ CiphertextBlob: base64(key.encrypt(plaintext, data(given.EncryptionContext))) });
    }
    case "TrentService.Decrypt": {
      const bytes = key.decrypt(blob, data(given.EncryptionContext));
      return bytes ? ok({ Plaintext: base64(bytes) }) : invalid;
    }
    case "TrentService.ReEncrypt": {
      const bytes = key.decrypt(blob, data(given.SourceEncryptionContext));
      const again = data(given.DestinationEncryptionContext);
      return bytes ? ok({ CiphertextBlob: base64(key.encrypt(bytes, again)) }) : invalid;
    }
    case "TrentService.RotateKeyOnDemand":
      key.rotate();
      return ok({ KeyId: given.KeyId });
    case "TrentService.DescribeKey":
      return ok({ KeyMetadata: { KeyState: "Enabled" } });
    default:
      return { status: 400, body: { __type: "UnknownOperationException" } };
  }
}

function signatureOf({ headers, body }: Asked, secretAccessKey: string): string | undefined {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
  const asked = {
    service: "kms",
    region: "eu-central-1",
    method: "POST",
    path: "/",
    headers: signed,
    body,
    extraHeadersToIgnore: { "content-length": true, "content-type": true },
  };
  const made = aws4.sign(asked, { accessKeyId: CREDENTIALS.accessKeyId, secretAccessKey });
  return made.headers?.["Authorization"]?.toString();
}

function data(given: Record<string, string> = {}): string {
  return JSON.stringify(Object.entries(given).toSorted());
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64");
}

function ok(body: unknown) {
  return { status: 200, body };
}
