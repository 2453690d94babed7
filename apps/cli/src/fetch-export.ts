import { setTimeout as pause } from "node:timers/promises";
import { exportView, type ExportView } from "@aside/protocol";
import { CliError } from "./errors.ts";
import { answerOf, type Gateway } from "./gateway.ts";
import type { Progress } from "./progress.ts";

/** Tries after a broken connection, each twice as long after the one before. */
export const TRIES = 5;

/**
 * The file from a byte on, piece by piece, over as many connections as it takes, with progress.
 *
 * @throws CliError `unreachable` once it was tried often enough
 */
export async function fetchExport(
  gateway: Gateway,
  { id }: ExportView,
  from: number,
  take: (piece: Uint8Array) => Promise<void>,
  progress: Progress,
): Promise<void> {
  let bytes = from;
  for (let failures = 0; ;) {
    const watching = watch(gateway, id, () => bytes, progress);
    try {
      const path = `/v1/exports/${id}/file`;
      const { body } = await gateway.ask(path, { query: { from: String(bytes) } });
      for await (const piece of body ?? []) {
        failures = 0;
        await take(piece);
        bytes += piece.byteLength;
      }
      return;
    } catch (error) {
      if (error instanceof CliError && error.code !== "unreachable") throw error;
      failures += 1;
      if (failures > TRIES)
        throw new CliError("unreachable", "the connection broke off", { cause: error });
      progress.say(
        `the connection broke off after ${bytes} bytes; trying again (${failures} of ${TRIES})`,
      );
      await pause(waitAfter(failures));
    } finally {
      watching.stop();
    }
  }
}

/** Milliseconds. */
export function waitAfter(failures: number): number {
  return 250 * 2 ** failures;
}

/** How far the gateway is, once a second: bytes say nothing of what is still to come. */
function watch(
  gateway: Gateway,
  id: string,
  bytes: () => number,
  progress: Progress,
): { stop(): void } {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    gateway
      .ask(`/v1/exports/${id}`)
      .then((response) => answerOf(response, exportView))
      .then(({ done }) => progress.update({ bytes: bytes(), done }))
      .catch(() => undefined)
      .finally(() => (asking = false));
  }, 1_000);
  return { stop: () => clearInterval(timer) };
}
