import { AwsV4Signer } from "aws4fetch";
import * as z from "zod";
import { VaultError } from "../errors.ts";
import type { AwsCredentials } from "./aws-credentials.ts";
import { askKeyService, base64, fromBase64, type ServiceAnswer } from "./key-service.ts";
import type { Root, WrapContext } from "./root.ts";

const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/[A-Za-z0-9-]+$/;
const blob = z.object({ CiphertextBlob: z.string().min(1).max(8_192) });
const plain = z.object({ Plaintext: z.string().min(1).max(8_192) });
const described = z.object({ KeyMetadata: z.object({ KeyState: z.literal("Enabled") }) });
const failure = z.object({ __type: z.string().max(200) });

/** Key, text and context do not belong together. */
const WRONG = ["InvalidCiphertextException", "IncorrectKeyException"];
/** Worth another try, though the status is 400. */
const PASSING = ["ThrottlingException", "LimitExceededException", "DependencyTimeoutException"];

/**
 * The root in AWS KMS, a symmetric key. The context is its `EncryptionContext`, so CloudTrail shows it and a key policy can ask
 * for it. Rewrapping is `ReEncrypt`: the key never leaves the service for it.
 *
 * @param options.key the key's ARN, not an alias: an alias could be pointed elsewhere
 * @param options.url endpoint; that of the key's region when absent
 */
export function openAwsKmsRoot(options: {
  key: string;
  url?: string | undefined;
  credentials: () => Promise<AwsCredentials>;
  wait: (ms: number) => Promise<void>;
}): Root {
  const { key } = options;
  const region = ARN.exec(key)?.[1];
  if (region === undefined) throw new VaultError("root_unreadable");
  const url = options.url ?? `https://kms.${region}.amazonaws.com/`;

  const ask = async (verb: string, body: Record<string, unknown>) => {
    const answer = await askKeyService(async () => {
      const signer = new AwsV4Signer({
        ...(await options.credentials()),
        url,
        method: "POST",
        service: "kms",
        region,
        headers: {
          "Content-Type": "application/x-amz-json-1.1",
          "X-Amz-Target": `TrentService.${verb}`,
        },
        body: JSON.stringify(body),
      });
      const signed = await signer.sign();
      return new Request(signed.url, {
        method: signed.method,
        headers: signed.headers,
        body: signed.body ?? null,
      });
    }, options.wait);
    if (answer.status >= 300) throw refusal(answer);
    return answer;
  };
  return {
    kind: "aws-kms",
    id: `aws-kms:${key}`,
    async wrap(bytes, context) {
      const answer = await ask("Encrypt", {
        KeyId: key,
        Plaintext: base64(bytes),
        EncryptionContext: record(context),
      });
      return fromBase64(parsed(blob, answer).CiphertextBlob);
    },
    async unwrap(wrapped, context) {
      const answer = await ask("Decrypt", {
        KeyId: key,
        CiphertextBlob: base64(wrapped),
        EncryptionContext: record(context),
      });
      return fromBase64(parsed(plain, answer).Plaintext);
    },
    async rewrap(wrapped, context) {
      const answer = await ask("ReEncrypt", {
        SourceKeyId: key,
        CiphertextBlob: base64(wrapped),
        SourceEncryptionContext: record(context),
        DestinationKeyId: key,
        DestinationEncryptionContext: record(context),
      });
      return fromBase64(parsed(blob, answer).CiphertextBlob);
    },
    async rotate() {
      await ask("RotateKeyOnDemand", { KeyId: key });
      return "rotated";
    },
    async health() {
      parsed(described, await ask("DescribeKey", { KeyId: key }));
    },
    close: () => undefined,
  };
}

function record({ tenant, class: keyClass, epoch, purpose }: WrapContext): Record<string, string> {
  return { tenant, class: keyClass, epoch, purpose };
}

function parsed<T>(schema: z.ZodType<T>, { body }: ServiceAnswer): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new VaultError("root_unavailable");
  return result.data;
}

function refusal({ body }: ServiceAnswer): VaultError {
  const type = failure.safeParse(body).data?.__type.split("#").at(-1) ?? "";
  if (WRONG.includes(type)) return new VaultError("wrong_root");
  return new VaultError(PASSING.includes(type) ? "root_unavailable" : "root_refused");
}
