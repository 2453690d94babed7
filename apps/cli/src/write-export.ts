import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { exportView, signedManifest, type ExportManifest, type ExportView } from "@aside/protocol";
import { z } from "zod";
import { CliError } from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { createCounting, createProgress } from "./progress.ts";

export interface ExportJob {
  /** The body of `POST /v1/exports`. */
  readonly wish: Readonly<Record<string, string | number | undefined>>;
  /** A file, or null for standard output. */
  readonly out: string | null;
}

/** What an interrupted export is continued by, beside its partial file. */
const resumeFile = z.strictObject({ id: z.string(), wish: z.record(z.string(), z.json()) });

/** Tries after a broken connection, each twice as long after the one before. */
const TRIES = 5;

/**
 * Fetches an export to its place with progress on stderr, then checks the bytes against the signed manifest. What was
 * interrupted, by a broken connection or by ending the command, goes on where it was. A file appears under its name only
 * when it is whole and its digest is right.
 *
 * @throws CliError
 */
export async function writeExport(
  gateway: Gateway,
  { wish, out }: ExportJob,
): Promise<ExportManifest> {
  const asked = Object.fromEntries(
    Object.entries(wish).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    ),
  );
  const { view: begun, at } = await begunOrNew(gateway, asked, out);
  const view = await counted(gateway, begun);
  const hash = createHash("sha256");
  if (out !== null && at > 0) await hashStart(partialOf(out), at, hash);
  const target = out === null ? null : await writable(out, at);
  const progress = createProgress(view);
  let bytes = at;
  try {
    for (let failures = 0; ;) {
      try {
        const watching = watch(gateway, view, () => bytes, progress);
        try {
          for await (const piece of piecesOf(gateway, view.id, bytes)) {
            failures = 0;
            await write(target, piece, out);
            hash.update(piece);
            bytes += piece.byteLength;
          }
        } finally {
          watching.stop();
        }
        break;
      } catch (error) {
        if (error instanceof CliError && error.code !== "unreachable") throw error;
        failures += 1;
        if (failures > TRIES) throw brokenOff(error, out);
        progress.say(
          `the connection broke off after ${bytes} bytes; trying again (${failures} of ${TRIES})`,
        );
        await pause(250 * 2 ** failures);
      }
    }
  } finally {
    await target?.close();
  }
  const signed = signedManifest.parse(
    await (await gateway.ask(`/v1/exports/${view.id}/manifest`)).json(),
  );
  if (signed.manifest.digest !== `sha256:${hash.digest("hex")}`) {
    if (out !== null) await forget(out);
    throw new CliError(
      "digest_differs",
      "the file differs from its manifest: conversations changed while it was fetched. Run the export again; nothing was kept.",
    );
  }
  if (out !== null) {
    await writeFile(`${out}.manifest.json`, `${JSON.stringify(signed, null, 2)}\n`, {
      mode: 0o600,
    });
    await rename(partialOf(out), out);
    await rm(resumeOf(out), { force: true });
  }
  // The key of its surrogates goes with it; the file is here.
  await gateway.ask(`/v1/exports/${view.id}`, { method: "DELETE" });
  progress.end(summary(signed.manifest, out));
  return signed.manifest;
}

/** The export that was interrupted here, if it was the same one and the gateway still has it; else a new one. */
async function begunOrNew(
  gateway: Gateway,
  wish: Readonly<Record<string, string | number>>,
  out: string | null,
): Promise<{ view: ExportView; at: number }> {
  if (out !== null) {
    const before = resumeFile.safeParse(await jsonOf(resumeOf(out)));
    const at = (await stat(partialOf(out)).catch(() => null))?.size ?? 0;
    if (before.success && at > 0 && JSON.stringify(before.data.wish) === JSON.stringify(wish)) {
      try {
        const view = exportView.parse(
          await (await gateway.ask(`/v1/exports/${before.data.id}`)).json(),
        );
        process.stderr.write(`continuing the export that was interrupted after ${at} bytes\n`);
        return { view, at };
      } catch (error) {
        if (!(error instanceof CliError) || error.code !== "gone") throw error;
        process.stderr.write(
          "the export that was interrupted is no longer there; beginning a new one\n",
        );
      }
    }
    await forget(out);
  }
  const view = exportView.parse(
    await (await gateway.ask("/v1/exports", { method: "POST", body: wish })).json(),
  );
  if (out !== null) await store(resumeOf(out), JSON.stringify({ id: view.id, wish }), out);
  return { view, at: 0 };
}

/** Waits until the gateway has looked at all conversations: those that were never exported take their time. */
async function counted(gateway: Gateway, begun: ExportView): Promise<ExportView> {
  const said = createCounting();
  let view = begun;
  for (let failures = 0; view.state === "counting";) {
    said.update(view);
    await pause(failures === 0 ? POLL : 250 * 2 ** failures);
    try {
      view = exportView.parse(await (await gateway.ask(`/v1/exports/${view.id}`)).json());
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!(error instanceof CliError) || error.code !== "unreachable" || failures > TRIES)
        throw error;
    }
  }
  said.end();
  if (view.state === "failed")
    throw new CliError(
      "broken_off",
      "the export broke off on the gateway; its log says why. Run the same command again.",
    );
  return view;
}

const POLL = 500;

async function* piecesOf(gateway: Gateway, id: string, from: number): AsyncGenerator<Uint8Array> {
  const { body } = await gateway.ask(`/v1/exports/${id}/file`, { query: { from: String(from) } });
  if (body === null) return;
  for await (const piece of body) yield piece;
}

/** How far the gateway is, once a second: bytes say nothing of what is still to come. */
function watch(
  gateway: Gateway,
  { id }: ExportView,
  bytes: () => number,
  progress: ReturnType<typeof createProgress>,
): { stop(): void } {
  const timer = setInterval(() => {
    gateway
      .ask(`/v1/exports/${id}`)
      .then(async (response) => exportView.parse(await response.json()))
      .then(({ done }) => progress.update({ bytes: bytes(), done }))
      .catch(() => undefined);
  }, 1_000);
  return { stop: () => clearInterval(timer) };
}

async function hashStart(path: string, bytes: number, hash: Hash): Promise<void> {
  for await (const piece of createReadStream(path, { end: bytes - 1 })) hash.update(piece);
}

function writable(out: string, at: number) {
  return open(partialOf(out), at > 0 ? "a" : "w", 0o600).catch((cause: unknown) => {
    throw notWritable(cause, out);
  });
}

async function write(
  target: Awaited<ReturnType<typeof open>> | null,
  piece: Uint8Array,
  out: string | null,
): Promise<void> {
  if (target === null) {
    if (!process.stdout.write(piece))
      await new Promise((resolve) => process.stdout.once("drain", resolve));
    return;
  }
  try {
    await target.write(piece);
  } catch (cause) {
    throw notWritable(cause, out ?? "");
  }
}

async function store(path: string, text: string, out: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw notWritable(cause, out);
  });
}

async function forget(out: string): Promise<void> {
  await rm(partialOf(out), { force: true });
  await rm(resumeOf(out), { force: true });
}

function partialOf(out: string): string {
  return `${out}.partial`;
}

function resumeOf(out: string): string {
  return `${out}.resume.json`;
}

async function jsonOf(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notWritable(cause: unknown, out: string): CliError {
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  const message =
    code === "ENOSPC"
      ? "the disk is full. Free some space and run the same command again: it goes on where it was."
      : `cannot write ${out} (${code}). Choose another place with --out.`;
  return new CliError("cannot_write", message, { cause });
}

function brokenOff(cause: unknown, out: string | null): CliError {
  const next =
    out === null
      ? "With --out FILE it could be continued."
      : "Run the same command again: it goes on where it was.";
  return new CliError("broken_off", `the export broke off. ${next}`, { cause });
}

function summary(manifest: ExportManifest, out: string | null): string {
  const { conversations, messages, replaced, risk } = manifest;
  const spans = Object.values(replaced).reduce((sum, one) => sum + one, 0);
  const withheld = Object.values(risk.withheld).reduce((sum, one) => sum + one, 0);
  const coarser = risk.generalised.coarser + risk.generalised.kinds;
  const place = out === null ? "" : `, in ${out}`;
  return `${conversations} conversations, ${messages} messages, ${spans} spans replaced, ${coarser} generalised, ${withheld} withheld${place}`;
}
