import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportManifest, exportPreview, type ExportManifest } from "@aside/protocol";
import { CliError } from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { createProgress } from "./progress.ts";

export interface ExportJob {
  readonly query: Readonly<Record<string, string | undefined>>;
  /** A file, or null for standard output. */
  readonly out: string | null;
}

/**
 * Streams an export to its place with progress on stderr, then checks the bytes against the gateway's manifest. A file
 * appears under its name only when it is whole and its digest is right.
 *
 * @throws CliError
 */
export async function writeExport(
  gateway: Gateway,
  { query, out }: ExportJob,
): Promise<ExportManifest> {
  const { count } = exportPreview.parse(
    await (await gateway.get("/v1/export/preview", query)).json(),
  );
  const response = await gateway.get("/v1/export", query);
  const partial = out === null ? null : `${out}.partial`;
  const hash = createHash("sha256");
  const progress = createProgress(count);
  try {
    await pipeline(
      counted(response, hash, progress),
      partial === null ? stdout() : createWriteStream(partial, { mode: 0o600 }),
      {
        end: partial !== null,
      },
    );
    const manifest = exportManifest.parse(
      await (await gateway.get("/v1/export/manifest", query)).json(),
    );
    if (manifest.digest !== `sha256:${hash.digest("hex")}`) {
      throw new CliError(
        "digest_differs",
        "the file differs from its manifest. Run the export again; nothing was kept.",
      );
    }
    if (out !== null && partial !== null) {
      await writeFile(`${out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`, {
        mode: 0o600,
      });
      await rename(partial, out);
    }
    progress.end(summary(manifest, out));
    return manifest;
  } catch (cause) {
    if (partial !== null) await rm(partial, { force: true });
    throw cause instanceof CliError ? cause : brokenOff(cause, out);
  }
}

async function* counted(
  response: Response,
  hash: ReturnType<typeof createHash>,
  progress: ReturnType<typeof createProgress>,
): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  let bytes = 0;
  let lines = 0;
  for await (const piece of response.body) {
    hash.update(piece);
    bytes += piece.byteLength;
    for (const byte of piece) if (byte === 10) lines += 1;
    progress.update({ bytes, conversations: lines });
    yield piece;
  }
}

function stdout(): Writable {
  return process.stdout;
}

function brokenOff(cause: unknown, out: string | null): CliError {
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  if (code === "ENOSPC")
    return new CliError(
      "cannot_write",
      `the disk is full. Free some space and run the export again.`,
      { cause },
    );
  if (code.startsWith("E") && out !== null) {
    return new CliError(
      "cannot_write",
      `cannot write ${out} (${code}). Choose another place with --out.`,
      { cause },
    );
  }
  return new CliError("broken_off", "the export broke off. Nothing was kept; run it again.", {
    cause,
  });
}

function summary(manifest: ExportManifest, out: string | null): string {
  const replaced = Object.values(manifest.replaced).reduce((sum, one) => sum + one, 0);
  return `${manifest.conversations} conversations, ${manifest.messages} messages, ${replaced} spans replaced${out === null ? "" : `, in ${out}`}`;
}
