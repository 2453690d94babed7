import { setTimeout as wait } from "node:timers/promises";
import { readFile } from "node:fs/promises";
import { VaultError } from "../errors.ts";
import { awsCredentials } from "./aws-credentials.ts";
import { openAwsKmsRoot } from "./aws-kms-root.ts";
import { openCustodianRoot } from "./custodian-root.ts";
import { openEnvironmentRoot } from "./environment-root.ts";
import { openRootFile } from "./file-root.ts";
import { gcpAccessToken } from "./gcp-access-token.ts";
import { openGcpKmsRoot } from "./gcp-kms-root.ts";
import type { Root } from "./root.ts";

import { openTransitRoot } from "./transit-root.ts";

/** Where a root is, as an operator says it; see `parseRootPlace`. */
export type RootPlace =
  | { kind: "file"; path: string }
  | { kind: "custodians"; shares: readonly [string, string] }
  | { kind: "environment"; variable: string }
  | { kind: "transit"; url: string }
  | { kind: "aws-kms"; key: string }
  | { kind: "gcp-kms"; key: string };

export const ROOT_PLACES =
  "file:PATH, custodians:SHARE,SHARE (each a path or env:NAME), environment:NAME, transit:URL/MOUNT/KEY, aws-kms:ARN or gcp-kms:NAME";

/** Reads {@link ROOT_PLACES}; null for anything else. */
export function parseRootPlace(text: string): RootPlace | null {
  const at = text.indexOf(":");
  const [kind, rest] = [text.slice(0, at), text.slice(at + 1)];
  if (rest === "" || rest.includes("\0")) return null;
  const [one, two, more] = rest.split(",");
  switch (kind) {
    case "file":
      return { kind, path: rest };
    case "custodians":
      return one && two && more === undefined ? { kind, shares: [one, two] } : null;
    case "environment":
      return /^[A-Z_][A-Z0-9_]*$/.test(rest) ? { kind, variable: rest } : null;
    case "transit":
      return URL.canParse(rest) && /^\/[\w/-]+\/[\w-]+$/.test(new URL(rest).pathname)
        ? { kind, url: rest }
        : null;
    case "aws-kms":
    case "gcp-kms":
      return { kind, key: rest };
    default:
      return null;
  }
}

/**
 * Opens a root.
 *
 * @param options.transitToken the file that holds the transit engine's token
 * @throws VaultError `root_unreadable`, `share_unreadable`, `root_not_for_production`
 */
export async function openRoot(
  place: RootPlace,
  options: {
    env: Readonly<Record<string, string | undefined>>;
    production: boolean;
    now: () => number;
    transitToken: string;
    awsUrl: string | undefined;
    gcpUrl: string | undefined;
  },
): Promise<Root> {
  const { env, production, now } = options;
  switch (place.kind) {
    case "file":
      return await openRootFile(place.path);
    case "custodians":
      return await openCustodianRoot({ shares: place.shares, env });
    case "environment":
      return openEnvironmentRoot({ variable: place.variable, env, production });
    case "transit":
      return openTransitRoot({ url: place.url, token: tokenIn(options.transitToken), wait });
    case "aws-kms":
      return openAwsKmsRoot({
        key: place.key,
        url: options.awsUrl,
        credentials: awsCredentials(env, now),
        wait,
      });
    case "gcp-kms":
      return openGcpKmsRoot({
        key: place.key,
        url: options.gcpUrl,
        accessToken: gcpAccessToken(env, now),
        wait,
      });
  }
}

function tokenIn(path: string): () => Promise<string> {
  return async () => {
    try {
      return (await readFile(path, "utf8")).trim();
    } catch (cause) {
      throw new VaultError("root_unreadable", { cause });
    }
  };
}
