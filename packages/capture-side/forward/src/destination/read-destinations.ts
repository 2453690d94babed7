import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import * as z from "zod";
import { mayConnectTo, reachesThisMachine } from "../connection/public-address.ts";
import { type DestinationConfig, destinationSchema, type Secret } from "./destination.ts";

/** A destination with its credentials: the headers that the collector adds. */
export interface Destination extends DestinationConfig {
  readonly headers: Readonly<Record<string, string>>;
  /** What of them may not come back. */
  readonly secrets: readonly string[];
  readonly authorities: string | undefined;
}

/** What is wrong with the file, one line each; every line names a place and what is allowed, never a secret. */
export class DestinationsWrong extends Error {
  override readonly name = "DestinationsWrong";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super("The file of destinations is wrong");
    this.lines = lines;
  }
}

const fileSchema = z.strictObject({ destinations: z.array(destinationSchema).max(200) });

/**
 * Reads the operator's file, once, at the start.
 *
 * @param using.production refuses what only a test needs: plain HTTP, and networks of this machine
 * @throws DestinationsWrong
 */
export async function readDestinations(
  path: string,
  using: { env: Readonly<Record<string, string | undefined>>; production: boolean },
): Promise<Destination[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new DestinationsWrong(["it cannot be read: give the path of a JSON file"]);
  });
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new DestinationsWrong(parsed.error.issues.map(describe));
  const { destinations } = parsed.data;
  const wrong = destinations.flatMap((each, index) =>
    problemsOf(each, using.production).map((line) => `destinations.${index}: ${line}`),
  );
  const ids = destinations.map(({ id }) => id);
  if (new Set(ids).size < ids.length) wrong.push("destinations: the same id twice");
  if (wrong.length > 0) throw new DestinationsWrong(wrong);
  return await Promise.all(
    destinations.map(async (each, index) => ({
      ...each,
      ...(await credentialsOf(each, using.env, index)),
      authorities:
        each.ca === undefined ? undefined : await readSecret({ file: each.ca }, {}, index),
    })),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DestinationsWrong(["it is not JSON"]);
  }
}

function describe({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.map(String).join(".")}: ${message}`;
}

function problemsOf({ origin, networks }: DestinationConfig, production: boolean): string[] {
  const { protocol, hostname } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "");
  const problems: string[] = [];
  if (isIP(host) !== 0 && !mayConnectTo(host, networks)) {
    problems.push("origin: this address is of no network that is allowed");
  }
  if (
    protocol === "http:" &&
    (production || !networks.every(reachesThisMachine) || networks.length === 0)
  ) {
    problems.push("origin: http only outside production, and only to this machine");
  }
  if (production && networks.some(reachesThisMachine)) {
    problems.push("networks: not this machine, its link or the cloud's metadata in production");
  }
  return problems;
}

async function credentialsOf(
  { credentials }: DestinationConfig,
  env: Readonly<Record<string, string | undefined>>,
  index: number,
): Promise<Pick<Destination, "headers" | "secrets">> {
  const headers: Record<string, string> = {};
  const secrets: string[] = [];
  for (const { header, scheme, user, secret } of credentials) {
    const value = await readSecret(secret, env, index);
    const name = user === undefined ? "" : await readSecret(user, env, index);
    const basic = Buffer.from(`${name}:${value}`).toString("base64");
    headers[header] =
      scheme === "bearer" ? `Bearer ${value}` : scheme === "basic" ? `Basic ${basic}` : value;
    secrets.push(value, ...(scheme === "basic" ? [basic] : []));
  }
  return { headers, secrets };
}

async function readSecret(
  secret: Secret,
  env: Readonly<Record<string, string | undefined>>,
  index: number,
): Promise<string> {
  const text =
    "env" in secret ? env[secret.env] : await readFile(secret.file, "utf8").catch(() => undefined);
  const from = "env" in secret ? `the variable ${secret.env}` : `the file ${secret.file}`;
  const pem = "file" in secret && text?.includes("-----BEGIN");
  if (!text?.trim() || (!pem && /[^\x20-\x7e]/.test(text.trim()))) {
    throw new DestinationsWrong([`destinations.${index}: ${from} holds no secret of one line`]);
  }
  return text.trim();
}
