import { fileURLToPath } from "node:url";

/**
 * How the command line is bundled; its tests bundle it the same way.
 *
 * @param {string} outfile
 * @returns {import("esbuild").BuildOptions & { metafile: true }}
 */
export const buildOptions = (outfile) => ({
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  metafile: true,
  legalComments: "linked",
  logLevel: "warning",
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
});
