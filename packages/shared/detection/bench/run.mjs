// The measuring script is bundled as the gateway is: a loader's cost in each call is none of the detector's. Each part is a process of its own.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const usage = `npm run bench:detection -- --data DIR [--files a,b] [--ours] [--speed] [--write docs/detection.md]
npm run bench:detection -- --data DIR --search SECONDS [--seed N]

  --data DIR        the folder of labelled dialogues, *.jsonl
  --files a,b       of these only
  --ours            leaves the peers out
  --speed           measures nothing but speed
  --write FILE      puts the tables between the marks "<!-- bench -->" and "<!-- /bench -->" of a file
  --search SECONDS  looks for hostile texts instead, by pieces put together
  --seed N          where that search begins (1)
`;
const marked = /(<!-- bench -->)[\s\S]*(<!-- \/bench -->)/;

const { write, speed, help: _, ...passedOn } = readCommandLine();
const parts =
  passedOn.search !== undefined
    ? ["search"]
    : speed
      ? ["speed"]
      : ["found", "splits", "hostile", "speed"];
const args = Object.entries(passedOn).flatMap(([name, value]) =>
  value === true ? [`--${name}`] : [`--${name}=${value}`],
);

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bundle = here("../dist/bench.mjs");
const { build } = await import("esbuild");
await build({
  entryPoints: [here("main.ts")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
});

const tables = [];
for (const part of parts) {
  const { status, stdout } = spawnSync(process.execPath, [bundle, ...args, "--part", part], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  tables.push(stdout.trim());
}
const text = tables.join("\n\n");
console.log(text);
if (write !== undefined) {
  const before = readFileSync(write, "utf8");
  writeFileSync(
    write,
    before.replace(marked, (_, open, close) => `${open}\n\n${text}\n\n${close}`),
  );
}

/** The options; ends the process where they ask for help or are wrong. */
function readCommandLine() {
  const values = optionsOrEnd();
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  if (values.data === undefined) wrong("Name the folder of labelled dialogues: --data DIR.");
  if (!statSync(values.data, { throwIfNoEntry: false })?.isDirectory())
    wrong(`${values.data} is no folder.`);
  for (const name of ["search", "seed"])
    if (!/^\d+$/.test(values[name] ?? "1")) wrong(`--${name} takes a whole number.`);
  if (values.write !== undefined && !hasMarks(values.write))
    wrong(`${values.write} is no file with the marks that --write needs.`);
  return values;
}

function optionsOrEnd() {
  try {
    return parseArgs({
      options: {
        data: { type: "string" },
        files: { type: "string" },
        ours: { type: "boolean" },
        speed: { type: "boolean" },
        write: { type: "string" },
        search: { type: "string" },
        seed: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    return wrong(`${error.message}.`);
  }
}

function hasMarks(file) {
  return (
    (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false) &&
    marked.test(readFileSync(file, "utf8"))
  );
}

function wrong(message) {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
}
