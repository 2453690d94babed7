import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));

/**
 * A Vite plugin that writes `modules.json` into the bundle's folder: for each file of the bundle the modules it was made
 * of, as paths from the repository's root. `tools/boundaries/check-bundles.mjs` reads it, and fails without it.
 *
 * @param {object} [options]
 * @param {string} [options.fileName] another name where two builds write to one folder: `modules.NAME.json`
 * @param {string} [options.root] the repository's root
 * @returns {import("vite").Plugin}
 */
export function modulesManifest({ fileName = "modules.json", root = repository } = {}) {
  const fromRoot = (/** @type {string} */ id) => {
    // A virtual module's name starts with a NUL byte.
    const path = id.replace(/^\0/, "");
    return path.startsWith(root) ? relative(root, path).split(sep).join("/") : path;
  };

  return {
    name: "aside-modules-manifest",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
      const manifest = Object.fromEntries(
        chunks.map((chunk) => [chunk.fileName, Object.keys(chunk.modules).map(fromRoot).sort()]),
      );
      const source = `${JSON.stringify(manifest, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName, source });
    },
  };
}
