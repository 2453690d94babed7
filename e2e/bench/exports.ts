import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as z from "zod";
import type { Figure } from "./report.ts";
import { median, slope } from "./statistics.ts";

const result = z.looseObject({
  megabytes: z.number(),
  perCpuSecond: z.number(),
  turnsPerCpuSecond: z.number().optional(),
  rss: z.number(),
  marks: z.array(z.object({ megabytes: z.number(), rss: z.number(), held: z.number() })).optional(),
});

const scripts = fileURLToPath(
  new URL("../../packages/conversation-side/transcript/bench", import.meta.url),
);
/** Megabytes of transcript text by which memory is judged. */
const SIZE = 250;
const SIZE_OF_SURROGATES = 100;
/** So that memory is what an export needs, not what V8 may take before it collects. */
const SMALL_HEAP = ["--max-old-space-size=128", "--max-semi-space-size=8", "--expose-gc"];
const RUNS = 3;
/** What 5 GB of journal hold at most in text. */
const WHOLE = 5_000;

/**
 * Exports of conversations that were marked before, by synthesis, bundled as the gateway is, each in a process of its own:
 * speed a core, and how memory grows.
 */
export async function benchExports(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "aside-bench-"));
  try {
    await build({
      entryPoints: [join(scripts, "throughput.ts"), join(scripts, "marking.ts")],
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "error",
      banner: {
        js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
      },
    });
    return [
      ...(await measure(join(folder, "throughput.mjs"))),
      await markingOf(join(folder, "marking.mjs")),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(file: string): Promise<Figure[]> {
  const speeds: Record<string, number> = {};
  for (const format of ["openai", "jsonl", "csv", "parquet"])
    speeds[format] = await speedOf(file, 40, format);
  const speed = speeds["openai"] ?? 0;
  const others = Object.entries(speeds).map(([format, value]) => `${format} ${value.toFixed(1)}`);
  return [
    {
      name: "export, transcript text a CPU second (defaults, marked before)",
      value: speed,
      unit: "MB/s",
      goal: "≥ 20",
      met: speed >= 20,
      detail: `${others.join(", ")}; both passes, parsing of what the database holds included; after a first 5 MB`,
    },
    {
      name: "export, the same as Parquet",
      value: speeds["parquet"] ?? 0,
      unit: "MB/s",
      goal: "reported",
      met: null,
      detail: "Snappy and dictionaries included",
    },
    {
      name: "export, the same with surrogates",
      value: await speedOf(file, 10, "openai", "surrogates"),
      unit: "MB/s",
      goal: "reported",
      met: null,
      detail: `as Parquet ${(await speedOf(file, 10, "parquet", "surrogates")).toFixed(1)}`,
    },
    await memoryOf(file, "openai", "defaults", SIZE),
    await memoryOf(file, "parquet", "defaults", SIZE),
    await memoryOf(file, "openai", "surrogates", SIZE_OF_SURROGATES),
  ];
}

/** What the first export after a new detector does besides. */
async function markingOf(file: string): Promise<Figure> {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await once(file, ["3"]));
  const turns = median(runs.map(({ turnsPerCpuSecond = 0 }) => turnsPerCpuSecond));
  return {
    name: "export, marking a conversation for the first time",
    value: median(runs.map(({ perCpuSecond }) => perCpuSecond)),
    unit: "MB/s",
    goal: "reported",
    met: null,
    detail: `of text a CPU second of one thread, ${turns.toFixed(0)} turns; a gateway has a thread for each core but one, two at most`,
  };
}

async function speedOf(file: string, megabytes: number, format: string, mode?: string) {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push(
      (await once(file, [String(megabytes), format, ...(mode ? [mode] : [])])).perCpuSecond,
    );
  return median(runs);
}

/**
 * The most that the process took, and the slope from there to the whole: every conversation with names, numbers and facts
 * of its own, the tables of risk as full as they get. The slope is Theil and Sen's over what is resident after a collection,
 * at equal marks of one run without its first quarter: the allocator's steps, which single sizes show, do not move it.
 */
async function memoryOf(file: string, format: string, mode: string, size: number): Promise<Figure> {
  const {
    megabytes,
    rss,
    marks = [],
  } = await once(file, [String(size), format, mode, "varied"], SMALL_HEAP);
  const settled = marks.slice(Math.floor(marks.length / 4));
  const slopeOf = (of: "rss" | "held") => slope(settled.map((one) => [one.megabytes, one[of]]));
  const [resident, held] = [slopeOf("rss"), slopeOf("held")];
  const whole = rss + Math.max(0, resident, held) * (WHOLE - megabytes);
  return {
    name: `export, memory for 5 GB, from the slope (${format}, ${mode})`,
    value: whole,
    unit: "MB",
    goal: "≤ 300",
    met: whole <= 300,
    detail: `at most ${rss.toFixed(0)} MB in ${megabytes.toFixed(0)} MB of text; a further MB: ${(resident * 1_000).toFixed(1)} KB more resident, ${(held * 1_000).toFixed(1)} KB more in use`,
  };
}

async function once(file: string, args: readonly string[], flags: readonly string[] = []) {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, file, ...args]);
  return result.parse(JSON.parse(stdout));
}
