import { exportView, signedManifest } from "@aside/protocol";
import type { ExportFormat, ExportView, ExportWish } from "@aside/protocol";
import { ApiError, call, post, read } from "./http.ts";

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

/**
 * An export from its beginning to the file and its manifest, while `progress` hears how far it is. A broken connection is tried again.
 *
 * @throws {ApiError} also where the pieces of several connections are not the file that was signed
 */
export async function exportFile(
  wish: Partial<ExportWish> & { readonly format: ExportFormat },
  progress: (at: ExportProgress) => void,
  signal: AbortSignal,
): Promise<ExportedFile> {
  const wished = await read(await post("/v1/exports", wish, signal), exportView);
  const path = `/v1/exports/${wished.id}`;
  const forget = () => call(path, { method: "DELETE" }).catch(() => undefined);
  const begun = await counted(path, wished, progress, signal).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  const { chunks, broken } = await chunksOf(path, begun, progress, signal);
  const manifest = await call(`${path}/manifest`, { signal });
  if (!manifest.ok) throw new ApiError(manifest.status);
  const text = await manifest.text();
  await forget();
  const blob = new Blob(chunks);
  if (broken && !(await isSigned(blob, text))) throw new ApiError(409);
  return {
    blob,
    name: fileName(wish.format),
    manifest: new Blob([text], { type: "application/json" }),
  };
}

/** What came over several connections was made as often: of a conversation that went on meanwhile the pieces do not fit. */
async function isSigned(file: Blob, manifest: string): Promise<boolean> {
  const signed = signedManifest.safeParse(JSON.parse(manifest));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return signed.data?.manifest.digest === `sha256:${hex}`;
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
  for (let failures = 0; view.state === "counting";) {
    progress({ bytes: 0, share: 0, counting: { looked: view.looked, total: view.total } });
    await new Promise((resolve) => setTimeout(resolve, POLL));
    try {
      view = await read(await call(path, { signal }), exportView);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (isFinal(error) || signal.aborted || failures > TRIES) throw error;
    }
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
): Promise<{ readonly chunks: BlobPart[]; readonly broken: boolean }> {
  const chunks: BlobPart[] = [];
  let bytes = 0;
  let asked = performance.now();
  let share = 0;
  let broken = false;
  for (let failures = 0; ;) {
    try {
      const response = await call(`${path}/file?from=${bytes}`, { signal });
      if (!response.ok || response.body === null) throw new ApiError(response.status);
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) return { chunks, broken };
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
      broken = true;
      if (isFinal(error) || signal.aborted || failures > TRIES) throw error;
    }
  }
}

/** Asking again would get the same answer. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
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
