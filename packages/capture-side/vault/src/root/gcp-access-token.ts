import { createSign } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { VaultError } from "../errors.ts";

const account = z.object({
  client_email: z.string().min(1).max(300),
  private_key: z.string().min(1).max(8_192),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
});
const granted = z.object({
  access_token: z.string().min(1).max(8_192),
  expires_in: z.number().positive(),
});
const METADATA =
  "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token";
const SCOPE = "https://www.googleapis.com/auth/cloudkms";
/** Asked for again this long before it ends. */
const EARLY_MS = 2 * 60_000;

/**
 * OAuth 2 tokens of the service account this program runs as: of the file `GOOGLE_APPLICATION_CREDENTIALS` (a JWT grant,
 * RFC 7523), else of the metadata server (Compute Engine, GKE). Held until shortly before they end.
 *
 * @throws from what it returns: VaultError `root_refused`, `root_unavailable`
 */
export function gcpAccessToken(
  env: Readonly<Record<string, string | undefined>>,
  now: () => number,
): () => Promise<string> {
  let held: { token: string; until: number } | null = null;
  return async () => {
    if (held !== null && held.until > now() + EARLY_MS) return held.token;
    const file = env["GOOGLE_APPLICATION_CREDENTIALS"];
    try {
      const response = await (file ? grant(file, now()) : fromMetadata());
      const answer = granted.parse(await response.json());
      held = { token: answer.access_token, until: now() + answer.expires_in * 1_000 };
      return held.token;
    } catch (cause) {
      throw new VaultError("root_unavailable", { cause });
    }
  };
}

function fromMetadata(): Promise<Response> {
  return fetch(METADATA, {
    headers: { "Metadata-Flavor": "Google" },
    redirect: "error",
    signal: AbortSignal.timeout(5_000),
  });
}

async function grant(file: string, now: number): Promise<Response> {
  const { client_email, private_key, token_uri } = account.parse(
    JSON.parse(await readFile(file, "utf8")),
  );
  const iat = Math.floor(now / 1_000);
  const claims = { iss: client_email, scope: SCOPE, aud: token_uri, iat, exp: iat + 3_600 };
  const signed = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createSign("RSA-SHA256").update(signed).sign(private_key, "base64url");
  return fetch(token_uri, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: `${signed}.${signature}`,
    }),
    redirect: "error",
    signal: AbortSignal.timeout(5_000),
  });
}
