import { fileURLToPath } from "node:url";
// @boundaries-ignore what all bundles for Node share is a tool of the repository
import { nodeBundle } from "../../tools/node-bundle.mjs";

/**
 * How the command line is bundled; its tests bundle it the same way.
 *
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outfile) => ({
  ...nodeBundle,
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
  outfile,
});
