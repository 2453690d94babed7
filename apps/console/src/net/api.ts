import {
  demoView,
  exportPreview,
  exportView,
  findingsView,
  incident,
  incidentPage,
  replayView,
  signedIn,
} from "@aside/protocol";
import type {
  DemoView,
  ExportFormat,
  ExportPreview,
  ExportView,
  ExportWish,
  FindingsView,
  Incident,
  IncidentPage,
  IncidentQuery,
  ReplayView,
  ReviewWish,
  SignedIn,
} from "@aside/protocol";
import type { z } from "zod";

export type SignInResult =
  | { readonly ok: true; readonly session: SignedIn }
  | { readonly ok: false; readonly why: "wrong" | "too-many" | "unreachable" };

/**
 * How far a file is: bytes received, and the share of the conversations that are in it. Before that, how many of them the
 * gateway has looked at.
 */
export interface ExportProgress {
  readonly counting?: { readonly looked: number; readonly total: number };
  readonly bytes: number;
  readonly share: number;
}

export interface ExportedFile {
  readonly blob: Blob;
  readonly name: string;
  /** The signed manifest, as a file beside it. */
  readonly manifest: Blob;
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
  /** Why spans of its messages were cut, or would be replaced in an export. */
  findings(conversation: string): Promise<FindingsView>;
  /** For supervisors. */
  incidents(query: Partial<IncidentQuery>, signal: AbortSignal): Promise<IncidentPage>;
  /** Says how an incident stands; the incident with it. */
  reviewIncident(
    incident: Pick<Incident, "conversation" | "seq">,
    wish: ReviewWish,
  ): Promise<Incident>;
  exportPreview(wish: Partial<ExportWish>, signal: AbortSignal): Promise<ExportPreview>;
  /** The file and its manifest, while `progress` hears how far it is. A broken connection is tried again. */
  exportFile(
    wish: Partial<ExportWish> & { readonly format: ExportFormat },
    progress: (at: ExportProgress) => void,
    signal: AbortSignal,
  ): Promise<ExportedFile>;
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
      const nobody = response.status === 204 || response.status === 401;
      return nobody ? null : read(response, signedIn);
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
    async findings(conversation) {
      return read(await call(`/v1/conversations/${conversation}/findings`), findingsView);
    },
    async incidents(query, signal) {
      return read(await call(`/v1/incidents?${queryOf(query)}`, { signal }), incidentPage);
    },
    async reviewIncident({ conversation, seq }, wish) {
      return read(await post(`/v1/incidents/${conversation}/${seq}/reviews`, wish), incident);
    },
    async exportPreview(wish, signal) {
      return read(await call(`/v1/export/preview?${queryOf(wish)}`, { signal }), exportPreview);
    },
    async exportFile(wish, progress, signal) {
      const wished = await read(await post("/v1/exports", wish, signal), exportView);
      const path = `/v1/exports/${wished.id}`;
      const forget = () => call(path, { method: "DELETE" }).catch(() => undefined);
      const begun = await counted(path, wished, progress, signal).catch(async (error: unknown) => {
        await forget();
        throw error;
      });
      const chunks = await chunksOf(path, begun, progress, signal);
      const manifest = await call(`${path}/manifest`, { signal });
      if (!manifest.ok) throw new ApiError(manifest.status);
      const text = await manifest.text();
      await forget();
      return {
        blob: new Blob(chunks),
        name: fileName(wish.format),
        manifest: new Blob([text], { type: "application/json" }),
      };
    },
  };
}

const TRIES = 4;
const POLL = 500;

/** Waits until the gateway has looked at all conversations. */
async function counted(
  path: string,
  begun: ExportView,
  progress: (at: ExportProgress) => void,
  signal: AbortSignal,
): Promise<ExportView> {
  let view = begun;
  while (view.state === "counting") {
    progress({ bytes: 0, share: 0, counting: { looked: view.looked, total: view.total } });
    await new Promise((resolve) => setTimeout(resolve, POLL));
    view = await read(await call(path, { signal }), exportView);
  }
  if (view.state === "failed") throw new ApiError(409);
  progress({ bytes: 0, share: 0 });
  return view;
}

/** The file's pieces; after a broken connection it goes on at the byte where it was. */
async function chunksOf(
  path: string,
  begun: ExportView,
  progress: (at: ExportProgress) => void,
  signal: AbortSignal,
): Promise<BlobPart[]> {
  const chunks: BlobPart[] = [];
  let bytes = 0;
  let asked = performance.now();
  let share = 0;
  for (let failures = 0; ;) {
    try {
      const response = await call(`${path}/file?from=${bytes}`, { signal });
      if (!response.ok || response.body === null) throw new ApiError(response.status);
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) return chunks;
        failures = 0;
        chunks.push(value);
        bytes += value.byteLength;
        progress({ bytes, share });
        if (performance.now() - asked < 1_000) continue;
        asked = performance.now();
        const view = await read(await call(path, { signal }), exportView).catch(() => begun);
        share = view.length === 0 ? 1 : Math.max(share, view.done / view.length);
      }
    } catch (error) {
      failures += 1;
      const final = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (signal.aborted || final || failures > TRIES) throw error;
    }
  }
}

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  openai: "openai.jsonl",
  sharegpt: "sharegpt.jsonl",
  jsonl: "jsonl",
  csv: "csv",
  text: "txt",
  parquet: "parquet",
};

function fileName(format: ExportFormat): string {
  return `aside-transcripts.${EXTENSIONS[format]}`;
}

function queryOf(wish: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wish))
    if (value !== undefined) query.set(name, String(value));
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

function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return call(path, {
    ...(signal === undefined ? {} : { signal }),
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
