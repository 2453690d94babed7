// Bundles the measuring script as the gateway is bundled and runs it: what is measured is what runs, without a loader's own cost in each call.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  entryPoints: [here("main.ts")],
  outfile: here("../dist/bench.mjs"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
});
await import("../dist/bench.mjs");
