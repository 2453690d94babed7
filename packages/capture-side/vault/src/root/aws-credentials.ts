import { readFile } from "node:fs/promises";
import * as z from "zod";
import { VaultError } from "../errors.ts";

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

type Env = Readonly<Record<string, string | undefined>>;

const given = z.object({
  AccessKeyId: z.string().min(1).max(200),
  SecretAccessKey: z.string().min(1).max(400),
  Token: z.string().min(1).max(8_192),
  Expiration: z.iso.datetime({ offset: true }),
});
/** Asked for again this long before they end. */
const EARLY_MS = 5 * 60_000;

/**
 * Credentials as AWS hands them to a program: `AWS_ACCESS_KEY_ID` and its companions, else the container's endpoint
 * (`AWS_CONTAINER_CREDENTIALS_FULL_URI` with its token file: ECS and EKS Pod Identity), which are renewed before they end.
 *
 * @throws from what it returns: VaultError `root_refused` where there are none, `root_unavailable`
 */
export function awsCredentials(env: Env, now: () => number): () => Promise<AwsCredentials> {
  let held: { credentials: AwsCredentials; until: number } | null = null;
  return async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
    if (accessKeyId && secretAccessKey) {
      const { AWS_SESSION_TOKEN: sessionToken } = env;
      return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    }
    if (held === null || held.until < now() + EARLY_MS) held = await fromContainer(env);
    return held.credentials;
  };
}

async function fromContainer(env: Env) {
  const uri = endpoint(env);
  if (uri === undefined) throw new VaultError("root_refused");
  const tokenFile = env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  try {
    const token = tokenFile
      ? (await readFile(tokenFile, "utf8")).trim()
      : env["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
    const response = await fetch(uri, {
      headers: token ? { authorization: token } : {},
      redirect: "error",
      signal: AbortSignal.timeout(5_000),
    });
    const answer = given.parse(await response.json());
    return {
      credentials: {
        accessKeyId: answer.AccessKeyId,
        secretAccessKey: answer.SecretAccessKey,
        sessionToken: answer.Token,
      },
      until: Date.parse(answer.Expiration),
    };
  } catch (cause) {
    throw new VaultError("root_unavailable", { cause });
  }
}

function endpoint(env: Env): string | undefined {
  const relative = env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  return relative ? `http://169.254.170.2${relative}` : env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
}
