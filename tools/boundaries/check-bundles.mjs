import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { bundleRules } from "./bundle-rules.mjs";

/** @typedef {{ rule: string, what: string }} Breach */

/**
 * Looks into what was built: is there a module, or a word, that this app's bundle must not hold? A bundle that is not
 * there, or says nothing of its modules, is a breach too: a check that saw nothing has not passed.
 *
 * @param {string} root the repository's root
 * @returns {Breach[]}
 */
export function checkBundles(root) {
  return bundleRules.flatMap((rule) => {
    const dist = join(root, rule.app, "dist");
    const modules =
      rule.manifest === "esbuild" ? esbuildModules(dist, rule.app) : viteModules(dist);
    if (modules.length === 0) return [{ rule: rule.name, what: missing(rule) }];
    return [
      ...modules
        .filter((module) => rule.modules.some((pattern) => pattern.test(module)))
        .map((module) => ({ rule: rule.name, what: `holds ${module}` })),
      ...filesUnder(dist)
        .filter((file) => /\.(js|mjs|cjs|css|html)$/.test(file))
        .flatMap((file) =>
          wordsIn(join(dist, file), rule.words).map((word) => `${file} says "${word}"`),
        )
        .map((what) => ({ rule: rule.name, what })),
    ];
  });
}

/** @param {import("./bundle-rules.mjs").BundleRule} rule */
function missing({ app, manifest }) {
  return manifest === "esbuild"
    ? `${app}/dist/meta.json is missing or lists no file: build.mjs must pass \`metafile: true\` and write it there`
    : `${app}/dist/modules.json is missing or lists no file: vite.config.ts must use the plugin of tools/vite-modules-manifest.mjs`;
}

/**
 * The inputs of `meta.json`, made paths from the root: esbuild writes them relative to the folder that it ran in, which is
 * the app's or the root.
 *
 * @param {string} dist
 * @param {string} app
 */
function esbuildModules(dist, app) {
  return filesUnder(dist)
    .filter((file) => /^meta(\.[\w-]+)?\.json$/.test(file))
    .flatMap((file) => Object.keys(readJson(join(dist, file)).inputs ?? {}))
    .map((path) => (/^(apps|packages|node_modules)\//.test(path) ? path : posix.join(app, path)));
}

/** @param {string} dist */
function viteModules(dist) {
  return filesUnder(dist)
    .filter((file) => /(^|\/)modules(\.[\w-]+)?\.json$/.test(file))
    .flatMap((file) => Object.values(readJson(join(dist, file))).flat());
}

/**
 * @param {string} file
 * @param {string[]} words
 */
function wordsIn(file, words) {
  const text = words.length > 0 ? readFileSync(file, "utf8") : "";
  return words.filter((word) => text.includes(word));
}

/** @param {string} folder */
function filesUnder(folder) {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
