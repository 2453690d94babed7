import type * as z from "zod";
import { VaultError } from "../errors.ts";
import type { Root, WrapContext } from "./root.ts";

const TIMEOUT_MS = 5_000;
const TRIES = 3;
const MOST_BYTES = 64 * 1_024;

/** What a key service answered: JSON, or nothing that could be read as JSON. */
export interface ServiceAnswer {
  status: number;
  body: unknown;
}

/**
 * Sends a request to a key service and reads at most 64 KB of JSON. An answer of 429 or 5xx, and none in five seconds, is
 * tried again twice: wrapping and unwrapping may be done any number of times. Redirects are not followed.
 *
 * @param make is called for each try, so that what it signs is fresh
 * @throws VaultError `root_unavailable`
 */
export async function askKeyService(
  make: () => Promise<Request>,
  wait: (ms: number) => Promise<void>,
): Promise<ServiceAnswer> {
  let cause: unknown;
  for (let tried = 1; tried <= TRIES; tried += 1) {
    try {
      const request = await make();
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(request, { redirect: "error", signal });
      const answer = { status: response.status, body: await readJson(response) };
      if (answer.status < 500 && answer.status !== 429) return answer;
      cause = undefined;
    } catch (error) {
      if (error instanceof VaultError) throw error;
      cause = error;
    }
    if (tried < TRIES) await wait(100 * 4 ** (tried - 1));
  }
  throw new VaultError("root_unavailable", { cause });
}

/** A key service that takes and gives JSON under one address. */
export interface JsonService {
  /** @throws VaultError `root_unavailable`, `root_refused` */
  ask(method: "GET" | "POST", path: string, body?: Record<string, string>): Promise<ServiceAnswer>;
}

/**
 * @param options.headers with what proves who asks, made for each try
 * @param options.refusals statuses by which the service says that it does not let us
 */
export function jsonService(options: {
  url: string;
  headers: () => Promise<Record<string, string>>;
  refusals: readonly number[];
  wait: (ms: number) => Promise<void>;
}): JsonService {
  return {
    async ask(method, path, body) {
      const answer = await askKeyService(async () => {
        const headers = { "content-type": "application/json", ...(await options.headers()) };
        const content = body === undefined ? {} : { body: JSON.stringify(body) };
        return new Request(options.url + path, { method, headers, ...content });
      }, options.wait);
      if (options.refusals.includes(answer.status)) throw new VaultError("root_refused");
      return answer;
    },
  };
}

/** @throws VaultError `root_unavailable` where the service answered something else */
export function readAnswer<T>(schema: z.ZodType<T>, { status, body }: ServiceAnswer): T {
  const result = schema.safeParse(body);
  if (status >= 300 || !result.success) throw new VaultError("root_unavailable");
  return result.data;
}

/** For a service that cannot rewrap: one decrypt and one encrypt. What passes through is a wrapped key of ours, never a value. */
export async function rewrapHere(
  { wrap, unwrap }: Pick<Root, "wrap" | "unwrap">,
  wrapped: Uint8Array,
  context: WrapContext,
): Promise<Uint8Array> {
  const bytes = await unwrap(wrapped, context);
  try {
    return await wrap(bytes, context);
  } finally {
    bytes.fill(0);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new VaultError("root_unavailable");
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return body;
  } catch {
    return null;
  }
}

export function base64(bytes: Uint8Array | string): string {
  return Buffer.from(bytes).toString("base64");
}

/** @throws VaultError `root_unavailable` where the service answered something else than base64 */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, "base64"));
  if (bytes.length === 0) throw new VaultError("root_unavailable");
  return bytes;
}
