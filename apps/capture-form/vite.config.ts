import { defineConfig } from "vite";
// @boundaries-ignore the repository's own build tool, no code of the app
import { scriptsManifest } from "../../tools/scripts-manifest.mjs";
// @boundaries-ignore the repository's own build tool, no code of the app
import { modulesManifest } from "../../tools/vite-modules-manifest.mjs";
import { compiledSchemas } from "./build/compiled-schemas.mjs";
import { plainModules } from "./build/plain-modules.mjs";
import { startScript } from "./build/start-script.mjs";
import { wasmFile } from "./build/wasm-file.mjs";

export default defineConfig({
  base: "/form/",
  plugins: [
    modulesManifest(),
    compiledSchemas(),
    wasmFile(),
    plainModules(),
    startScript(),
    scriptsManifest({
      prefix: "/form/",
      why: {
        start:
          "makes the key, and spends a ticket that came with the address, before the form's script is there",
        index: "the form: its fields, their checks, sealing and sending",
        libsodium: "the cryptography of the suite xc20p, as WebAssembly",
        xc20p: "seals what is entered, by libsodium; fetched where the collector names that suite",
      },
    }),
  ],
  build: {
    target: ["chrome111", "firefox121", "safari16.4"],
    // The page's policy has no data: and no inline: every file is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", start: "src/start.ts" },
      treeshake: {
        // The protocol's hops that the form does not speak, and fields' parts that it does not use, are left out.
        moduleSideEffects: (id) => !/packages\/shared\/(protocol|fields)\//.test(id),
      },
      output: {
        // V8 compiles the form's functions on the thread that receives them, not one by one on the page's own as each is first called.
        postBanner: ({ name }) => (name !== "xc20p" ? "//# allFunctionsCalledOnLoad" : ""),
      },
    },
  },
});
