import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { ConversationDetector } from "@aside/detection/inline";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import config from "../playwright.config.ts";
import { readDialogues } from "../play/dialogue.ts";
import type { Figure } from "./report.ts";
import { median, percentile } from "./statistics.ts";

const require = createRequire(import.meta.url);

interface Said {
  readonly speaker: string;
  readonly text: string;
}

const ROUNDS = 9;
const WARM = 3;
const REPEATS = 300;
const THROTTLE = 6;
const MAX_MESSAGE = 4_000;

/** What looking at every message costs: on a server beside a peer that looks at single messages, and in a throttled browser. */
export async function benchDetection(): Promise<Figure[]> {
  const dialogues: Said[][] = [];
  const file = fileURLToPath(new URL("../play/dialogues.jsonl", import.meta.url));
  for await (const { turns } of readDialogues(file, 1_000)) dialogues.push(turns);
  dialogues.push([...NUMBERS]);
  return [...onServer(dialogues, await bundled()), await inBrowser(dialogues)];
}

/** The detector as the gateway's bundle has it: what a loader puts into each call is none of its cost. */
async function bundled(): Promise<() => ConversationDetector> {
  const { outputFiles } = await build({
    entryPoints: [require.resolve("@aside/detection/inline")],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const entry: typeof import("@aside/detection/inline") = await import(
    `data:text/javascript;base64,${code}`
  );
  return () => entry.createInlineDetector();
}

/** What the dialogues of play have few of. */
const NUMBERS: readonly Said[] = [
  { speaker: "agent", text: "Could I have your date of birth and the number on the order?" },
  { speaker: "customer", text: "sure it's 3/20/75 and the order number is 1901121136" },
  { speaker: "customer", text: "you can call me at (415) 555-2671, or write to ann@example.org" },
  { speaker: "customer", text: "the card was four one one one, 1111 1111 1111, expires 04/29" },
  { speaker: "customer", text: "There were five or six charges, $12.50 each, since last Tuesday." },
];

function onServer(
  dialogues: readonly (readonly Said[])[],
  createDetector: () => ConversationDetector,
): Figure[] {
  const { SyncRedactor } = require("redact-pii");
  const redactor = new SyncRedactor();
  const ours: number[] = [];
  const peer: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = cpuOf(() => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1)
        for (const turns of dialogues) {
          const detector = createDetector();
          for (const turn of turns) detector.add(turn);
        }
    });
    const other = cpuOf(() => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1)
        for (const turns of dialogues) for (const { text } of turns) redactor.redact(text);
    });
    if (round < WARM) continue;
    ours.push(own);
    peer.push(other);
  }
  for (let repeat = 0; repeat < REPEATS; repeat += 1)
    for (const turns of dialogues) {
      const detector = createDetector();
      for (const turn of turns) {
        const begun = performance.now();
        detector.add(turn);
        times.push(performance.now() - begun);
      }
    }
  const ratio = median(peer.map((one, at) => one / (ours[at] ?? one)));
  const p99 = percentile(times, 0.99);
  return [
    {
      name: "detection, multiple of redact-pii's speed",
      value: ratio,
      unit: "×",
      goal: "≥ 2",
      met: ratio >= 2,
      detail:
        "CPU time over the dialogues of play, conversations on our side, single messages there",
    },
    {
      name: "detection of one message on the server, p99",
      value: p99,
      unit: "ms",
      goal: "< 0.3",
      met: p99 < 0.3,
      detail: `p50 ${(percentile(times, 0.5) * 1_000).toFixed(0)} µs`,
    },
  ];
}

/** Microseconds of this process's CPU. */
function cpuOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return user + system;
}

async function inBrowser(dialogues: readonly (readonly Said[])[]): Promise<Figure> {
  const entry = require.resolve("@aside/detection/inline");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "detection",
    write: false,
  });
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  const longest = "my order 1901121136 is late, call 415 555 2671. "
    .repeat(90)
    .slice(0, MAX_MESSAGE);
  const measured = await page.evaluate(
    ([spoken, long]) => {
      const { createInlineDetector: create } = Reflect.get(globalThis, "detection");
      // A message by its median: a throttled thread is stopped for milliseconds at any time.
      const times: number[][] = [];
      const longs: number[] = [];
      let first = -1;
      for (let repeat = 0; repeat < 60; repeat += 1) {
        let message = 0;
        for (const turns of spoken) {
          const detector = create();
          for (const turn of turns) {
            const begun = performance.now();
            detector.add(turn);
            const time = performance.now() - begun;
            if (first < 0) first = time;
            (times[message] ??= []).push(time);
            message += 1;
          }
        }
      }
      for (let repeat = 0; repeat < 20; repeat += 1) {
        const detector = create();
        const begun = performance.now();
        detector.add({ speaker: "customer", text: long });
        longs.push(performance.now() - begun);
      }
      return { times, first, longs };
    },
    [dialogues, longest] as const,
  );
  await browser.close();
  const slowest = Math.max(...measured.times.map(median));
  return {
    name: `detection of one message in the widget at ${THROTTLE}× CPU throttle, the slowest by its median`,
    value: slowest,
    unit: "ms",
    goal: "< 2",
    met: slowest < 2,
    detail: `the first ever ${measured.first.toFixed(1)} ms, one of 4,000 characters ${median(measured.longs).toFixed(1)} ms`,
  };
}
