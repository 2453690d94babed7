// npm run bench:detection -- --data DIR [--files a,b] [--ours] [--speed] [--write docs/detection.md]
// --search SECONDS [--seed N] looks for hostile texts instead, by pieces put together.
// --ours leaves the peers out; --speed measures nothing but speed; --write puts the tables between the marks "<!-- bench -->" and "<!-- /bench -->" of a file.
// The measuring script is bundled as the gateway is: a loader's cost in each call is none of the detector's. Each part is a process of its own.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bundle = here("../dist/bench.mjs");
await build({
  entryPoints: [here("main.ts")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
});

const args = process.argv.slice(2);
const at = args.indexOf("--write");
const [, file] = at < 0 ? [] : args.splice(at, 2);
const onlySpeed = args.indexOf("--speed");
if (onlySpeed >= 0) args.splice(onlySpeed, 1);

const parts = args.includes("--search")
  ? ["search"]
  : onlySpeed < 0
    ? ["found", "splits", "hostile", "speed"]
    : ["speed"];
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
if (file !== undefined) {
  const marked = /(<!-- bench -->)[\s\S]*(<!-- \/bench -->)/;
  const before = readFileSync(file, "utf8");
  writeFileSync(
    file,
    before.replace(marked, (_, open, close) => `${open}\n\n${text}\n\n${close}`),
  );
}
