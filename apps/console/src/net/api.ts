import { demoView, exportPreview, replayView, signedIn } from "@aside/protocol";
import type { DemoView, ExportFormat, ExportPreview, ReplayView, SignedIn } from "@aside/protocol";
import type { z } from "zod";

export type SignInResult =
  | { readonly ok: true; readonly session: SignedIn }
  | { readonly ok: false; readonly why: "wrong" | "too-many" | "unreachable" };

export interface ExportWish {
  readonly format: ExportFormat;
  readonly since: string | null;
  readonly until: string | null;
  readonly conversation: string | null;
}

/** What the console asks over HTTP. Rejects with {@link ApiError} where nothing else is said. */
export interface Api {
  /** Null where nobody is signed in. */
  me(): Promise<SignedIn | null>;
  signIn(tenant: string, email: string, password: string): Promise<SignInResult>;
  signOut(): Promise<void>;
  /** Null unless this is a demonstration. */
  demo(): Promise<DemoView | null>;
  replay(conversation: string): Promise<ReplayView>;
  exportPreview(wish: ExportWish, signal: AbortSignal): Promise<ExportPreview>;
  /** The file, while `received` hears the bytes so far. */
  exportFile(
    wish: ExportWish,
    received: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<{ blob: Blob; name: string }>;
}

/** `status` 0: the gateway was not reached. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  constructor(status: number, options?: ErrorOptions) {
    super(`HTTP ${status}`, options);
    this.status = status;
  }
}

export function createApi(): Api {
  return {
    async me() {
      const response = await call("/v1/me");
      return response.status === 401 ? null : read(response, signedIn);
    },
    async signIn(tenant, email, password) {
      const response = await post("/v1/sign-in", { tenant, email, password }).catch(() => null);
      if (response === null || response.status >= 500) return { ok: false, why: "unreachable" };
      if (response.status === 429) return { ok: false, why: "too-many" };
      if (!response.ok) return { ok: false, why: "wrong" };
      return { ok: true, session: await read(response, signedIn) };
    },
    async signOut() {
      await post("/v1/sign-out", {});
    },
    async demo() {
      const response = await call("/v1/demo");
      return response.ok ? read(response, demoView) : null;
    },
    async replay(conversation) {
      return read(await call(`/v1/conversations/${conversation}/replay`), replayView);
    },
    async exportPreview(wish, signal) {
      return read(await call(`/v1/export/preview?${queryOf(wish)}`, { signal }), exportPreview);
    },
    async exportFile(wish, received, signal) {
      const response = await call(`/v1/export?${queryOf(wish)}`, { signal });
      if (!response.ok || response.body === null) throw new ApiError(response.status);
      const chunks: BlobPart[] = [];
      let bytes = 0;
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        chunks.push(value);
        bytes += value.byteLength;
        received(bytes);
      }
      return { blob: new Blob(chunks), name: fileName(wish.format) };
    },
  };
}

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  openai: "openai.jsonl",
  sharegpt: "sharegpt.jsonl",
  jsonl: "jsonl",
  csv: "csv",
  text: "txt",
};

function fileName(format: ExportFormat): string {
  return `aside-transcripts.${EXTENSIONS[format]}`;
}

function queryOf({ format, since, until, conversation }: ExportWish): string {
  const query = new URLSearchParams({ format });
  if (since !== null) query.set("since", since);
  if (until !== null) query.set("until", until);
  if (conversation !== null) query.set("conversation", conversation);
  return query.toString();
}

async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw new ApiError(response.status);
  const parsed = schema.safeParse(await response.json());
  if (!parsed.success) throw new ApiError(response.status, { cause: parsed.error });
  return parsed.data;
}

function call(path: string, init?: RequestInit): Promise<Response> {
  return fetch(path, { credentials: "same-origin", ...init }).catch((cause: unknown) => {
    throw new ApiError(0, { cause });
  });
}

function post(path: string, body: object): Promise<Response> {
  return call(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
