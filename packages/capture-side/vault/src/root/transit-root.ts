import * as z from "zod";
import { VaultError } from "../errors.ts";
import { base64, fromBase64, jsonService, readAnswer, rewrapHere } from "./key-service.ts";
import { contextText, type Root, type WrapContext } from "./root.ts";

const encrypted = z.object({ data: z.object({ ciphertext: z.string().min(1).max(8_192) }) });
const decrypted = z.object({ data: z.object({ plaintext: z.string().min(1).max(8_192) }) });
const described = z.object({ data: z.object({ supports_encryption: z.literal(true) }) });

/**
 * The root in the transit engine of OpenBao or HashiCorp Vault; a key of type `aes256-gcm96` or `chacha20-poly1305`, whose
 * policy allows `encrypt`, `decrypt`, `keys/NAME` (read) and, for rotation, `keys/NAME/rotate`.
 *
 * The context goes as `associated_data`. The engine's own `rewrap` takes none (OpenBao 2.5), so rewrapping is one decrypt and
 * one encrypt.
 *
 * @param options.url with mount and key: `https://bao.internal:8200/transit/aside`
 * @param options.token read anew for each request, as agents renew it
 */
export function openTransitRoot(options: {
  url: string;
  token: () => Promise<string>;
  wait: (ms: number) => Promise<void>;
}): Root {
  const { origin, pathname } = new URL(options.url);
  const at = pathname.lastIndexOf("/");
  const [mount, key] = [pathname.slice(1, at), pathname.slice(at + 1)];

  const { ask } = jsonService({
    url: `${origin}/v1/${mount}/`,
    headers: async () => ({ "X-Vault-Token": await options.token(), "X-Vault-Request": "true" }),
    refusals: [403, 404],
    wait: options.wait,
  });
  const wrap = async (bytes: Uint8Array, context: WrapContext) => {
    const associated = base64(contextText(context));
    const answer = await ask("POST", `encrypt/${key}`, {
      plaintext: base64(bytes),
      associated_data: associated,
    });
    return new TextEncoder().encode(readAnswer(encrypted, answer).data.ciphertext);
  };
  const unwrap = async (wrapped: Uint8Array, context: WrapContext) => {
    const answer = await ask("POST", `decrypt/${key}`, {
      ciphertext: new TextDecoder().decode(wrapped),
      associated_data: base64(contextText(context)),
    });
    // The engine says 400 to a text, key or associated data that do not belong together.
    if (answer.status === 400) throw new VaultError("wrong_root");
    return fromBase64(readAnswer(decrypted, answer).data.plaintext);
  };
  return {
    kind: "transit",
    id: `transit:${mount}/${key}`,
    wrap,
    unwrap,
    rewrap: (wrapped, context) => rewrapHere({ wrap, unwrap }, wrapped, context),
    async rotate() {
      const { status } = await ask("POST", `keys/${key}/rotate`, {});
      if (status >= 300) throw new VaultError("root_unavailable");
      return "rotated";
    },
    async health() {
      readAnswer(described, await ask("GET", `keys/${key}`));
    },
    close: () => undefined,
  };
}
