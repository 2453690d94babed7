/**
 * How every program of ours for Node is bundled: the servers and the command line. What is packaged as CommonJS asks for `require`.
 *
 * @satisfies {import("esbuild").BuildOptions}
 */
export const nodeBundle = {
  bundle: true,
  platform: /** @type {const} */ ("node"),
  target: "node20",
  format: /** @type {const} */ ("esm"),
  sourcemap: true,
  metafile: /** @type {const} */ (true),
  legalComments: /** @type {const} */ ("linked"),
  logLevel: /** @type {const} */ ("warning"),
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
};
