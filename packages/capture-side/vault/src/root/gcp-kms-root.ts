import * as z from "zod";
import { VaultError } from "../errors.ts";
import { base64, fromBase64, jsonService, readAnswer, rewrapHere } from "./key-service.ts";
import { contextText, type Root, type WrapContext } from "./root.ts";

const KEY = /^projects\/[a-z0-9:.-]+\/locations\/[a-z0-9-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/;
const encrypted = z.object({ ciphertext: z.string().min(1).max(8_192) });
const plain = z.object({ plaintext: z.string().min(1).max(8_192) });
const version = z.object({ name: z.string().regex(/\/cryptoKeyVersions\/\d+$/) });
const described = z.object({
  purpose: z.literal("ENCRYPT_DECRYPT"),
  primary: z.object({ state: z.literal("ENABLED") }),
});

/**
 * The root in Google Cloud KMS, a key for `ENCRYPT_DECRYPT`. The context is its `additionalAuthenticatedData`. The service has
 * no call that rewraps: that is one decrypt and one encrypt.
 *
 * @param options.key `projects/P/locations/L/keyRings/R/cryptoKeys/K`, without a version
 * @param options.accessToken an OAuth 2 token with the scope `cloudkms`, see gcp-access-token.ts
 */
export function openGcpKmsRoot(options: {
  key: string;
  url?: string | undefined;
  accessToken: () => Promise<string>;
  wait: (ms: number) => Promise<void>;
}): Root {
  const { key, url = "https://cloudkms.googleapis.com" } = options;
  if (!KEY.test(key)) throw new VaultError("root_unreadable");

  const { ask } = jsonService({
    url: `${url}/v1/${key}`,
    headers: async () => ({ authorization: `Bearer ${await options.accessToken()}` }),
    refusals: [401, 403, 404, 412],
    wait: options.wait,
  });
  const wrap = async (bytes: Uint8Array, context: WrapContext) => {
    const answer = await ask("POST", ":encrypt", {
      plaintext: base64(bytes),
      additionalAuthenticatedData: base64(contextText(context)),
    });
    return fromBase64(readAnswer(encrypted, answer).ciphertext);
  };
  const unwrap = async (wrapped: Uint8Array, context: WrapContext) => {
    const answer = await ask("POST", ":decrypt", {
      ciphertext: base64(wrapped),
      additionalAuthenticatedData: base64(contextText(context)),
    });
    if (answer.status === 400) throw new VaultError("wrong_root");
    return fromBase64(readAnswer(plain, answer).plaintext);
  };
  return {
    kind: "gcp-kms",
    id: `gcp-kms:${key}`,
    wrap,
    unwrap,
    rewrap: (wrapped, context) => rewrapHere({ wrap, unwrap }, wrapped, context),
    async rotate() {
      const made = readAnswer(version, await ask("POST", "/cryptoKeyVersions", {}));
      const cryptoKeyVersionId = made.name.split("/").at(-1) ?? "";
      const { status } = await ask("POST", ":updatePrimaryVersion", { cryptoKeyVersionId });
      if (status >= 300) throw new VaultError("root_unavailable");
      return "rotated";
    },
    async health() {
      readAnswer(described, await ask("GET", ""));
    },
    close: () => undefined,
  };
}
