import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { exportView, signedManifest, type ExportManifest, type ExportView } from "@aside/protocol";
import { CliError } from "./errors.ts";
import { fetchExport, TRIES, waitAfter } from "./fetch-export.ts";
import { answerOf, type Gateway } from "./gateway.ts";
import { createPartialExport, type Asked, type PartialExport } from "./partial-export.ts";
import { createCounting, createProgress } from "./progress.ts";

export interface ExportJob {
  /** The body of `POST /v1/exports`. */
  readonly wish: Readonly<Record<string, string | number | undefined>>;
  /** A file, or null for standard output. */
  readonly out: string | null;
}

/**
 * Fetches an export to its place with progress on stderr, then checks the bytes against the signed manifest. What was
 * interrupted, by a broken connection or by ending the command, goes on where it was. A file appears under its name only
 * when it is whole and its digest is right.
 *
 * @throws CliError
 */
export async function writeExport(gateway: Gateway, job: ExportJob): Promise<ExportManifest> {
  const partial = job.out === null ? null : createPartialExport(job.out);
  await partial?.checkPlace();
  const claim = await partial?.claim();
  try {
    return await written(gateway, job, partial);
  } finally {
    await claim?.release();
  }
}

async function written(
  gateway: Gateway,
  { wish, out }: ExportJob,
  partial: PartialExport | null,
): Promise<ExportManifest> {
  const asked = Object.fromEntries(
    Object.entries(wish).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    ),
  );
  const { view: begun, at } = await begunOrNew(gateway, asked, partial);
  const view = await counted(gateway, begun);
  const hash = createHash("sha256");
  await partial?.hashStart(at, hash);
  const target = await partial?.open(at);
  const progress = createProgress(view);
  const take = async (piece: Uint8Array) => {
    if (partial && target) await partial.write(target, piece);
    else await print(piece);
    hash.update(piece);
  };
  try {
    await fetchExport(gateway, view, at, take, progress);
  } catch (error) {
    throw await explained(error, partial);
  } finally {
    if (partial && target) await partial.close(target);
  }
  const answer = await gateway.ask(`/v1/exports/${view.id}/manifest`);
  const signed = await answerOf(answer, signedManifest);
  if (signed.manifest.digest !== `sha256:${hash.digest("hex")}`) {
    await partial?.forget();
    throw new CliError(
      "digest_differs",
      "the file differs from its manifest: conversations changed while it was fetched. Run the export again; nothing was kept.",
    );
  }
  await partial?.complete(signed);
  // The key of its surrogates goes with it; the file is here.
  await gateway.ask(`/v1/exports/${view.id}`, { method: "DELETE" }).catch(() => {
    progress.say("the gateway could not be told to forget the export; it does within a day");
  });
  progress.end(summary(signed.manifest, out));
  return signed.manifest;
}

/** The export that was interrupted here, if it was the same one and the gateway still has it; else a new one. */
async function begunOrNew(
  gateway: Gateway,
  asked: Asked,
  partial: PartialExport | null,
): Promise<{ view: ExportView; at: number }> {
  const before = await partial?.interrupted(asked);
  const there = before ? await viewOf(gateway, before.id) : null;
  if (before && there !== null) {
    process.stderr.write(`continuing the export that was interrupted after ${before.at} bytes\n`);
    return { view: there, at: before.at };
  }
  if (before)
    process.stderr.write(
      "the export that was interrupted is no longer there; beginning a new one\n",
    );
  const begun = await gateway.ask("/v1/exports", { method: "POST", body: asked });
  const view = await answerOf(begun, exportView);
  await partial?.begin(view.id, asked);
  return { view, at: 0 };
}

/** Null where it is gone, or broke off. */
async function viewOf(gateway: Gateway, id: string): Promise<ExportView | null> {
  try {
    const view = await answerOf(await gateway.ask(`/v1/exports/${id}`), exportView);
    return view.state === "failed" ? null : view;
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== "gone") throw error;
    return null;
  }
}

/** Waits until the gateway has looked at all conversations: those that were never exported take their time. */
async function counted(gateway: Gateway, begun: ExportView): Promise<ExportView> {
  const said = createCounting();
  let view = begun;
  for (let failures = 0; view.state === "counting";) {
    said.update(view);
    await pause(failures === 0 ? POLL : waitAfter(failures));
    try {
      view = await answerOf(await gateway.ask(`/v1/exports/${view.id}`), exportView);
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

async function print(piece: Uint8Array): Promise<void> {
  if (!process.stdout.write(piece))
    await new Promise((resolve) => process.stdout.once("drain", resolve));
}

/** What to do next. An export that cannot go on is forgotten, so that the same command begins anew. */
async function explained(error: unknown, partial: PartialExport | null): Promise<unknown> {
  if (!(error instanceof CliError)) return error;
  if (error.code === "gone") {
    await partial?.forget();
    return new CliError("gone", `${error.message} Nothing was kept: run the same command again.`, {
      cause: error,
    });
  }
  if (error.code !== "unreachable") return error;
  const next =
    partial === null
      ? "With --out FILE it could be continued."
      : "Run the same command again: it goes on where it was.";
  return new CliError("broken_off", `the export broke off. ${next}`, { cause: error });
}

function summary(manifest: ExportManifest, out: string | null): string {
  const { conversations, messages, replaced, risk } = manifest;
  const spans = Object.values(replaced).reduce((sum, one) => sum + one, 0);
  const withheld = Object.values(risk.withheld).reduce((sum, one) => sum + one, 0);
  const coarser = risk.generalised.coarser + risk.generalised.kinds;
  const place = out === null ? "" : `, in ${out}`;
  return `${conversations} conversations, ${messages} messages, ${spans} spans replaced, ${coarser} generalised, ${withheld} withheld${place}`;
}
