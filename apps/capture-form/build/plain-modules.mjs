/** What is not a module for browsers as it is, by its file, and what it becomes. */
const REWRITTEN = [
  // The page itself names what is to be preloaded, with its integrity digest; Vite's own preloading has none, and takes a slow phone 5 ms.
  [/vite\/preload-helper\.js$/, /^[^]*$/, "export const __vitePreload = (load) => load();"],
  [/credit-card-type\/dist\/lib\/card-types\.js$/, /^module\.exports = /m, "export default "],
  [/libsodium\/dist\/modules-esm\/libsodium\.mjs$/, /\brequire\("crypto"\)/, "undefined"],
];

/**
 * A Vite plugin that leaves no CommonJS in the page and no preloading of Vite's: for either the bundler would add a runtime, in a file of its own.
 *
 * @returns {import("vite").Plugin}
 */
export function plainModules() {
  return {
    name: "aside-plain-modules",
    apply: "build",
    transform: {
      filter: { id: REWRITTEN.map(([file]) => file) },
      handler(code, id) {
        const [, from, to] = REWRITTEN.find(([file]) => file.test(id)) ?? [];
        if (from === undefined || !from.test(code))
          throw new Error("a file of a dependency is not as it was");
        return { code: code.replace(from, to), map: null };
      },
    },
  };
}
