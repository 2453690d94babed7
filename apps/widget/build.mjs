import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
// @boundaries-ignore the repository's own build tool, no code of the app
import { writeScripts } from "../../tools/scripts-manifest.mjs";
// @boundaries-ignore the repository's own build tool, no code of the app
import { modulesManifest } from "../../tools/vite-modules-manifest.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

/**
 * Builds the widget into `dist`: `aside.js`, a classic script under a fixed name, and what it loads when the chat is
 * opened, modules with a hash in their names. Two builds, as one script cannot be both.
 *
 * @param {string} outDir
 */
export async function buildWidget(outDir = fileURLToPath(new URL("dist", import.meta.url))) {
  await rm(outDir, { recursive: true, force: true });
  const chatFile = await buildChat(outDir);
  await buildLoader(outDir, chatFile);
  writeScripts(outDir, { prefix: "/widget/", why });
  return { outDir, chatFile };
}

const LANGUAGE = "the words of the chat in one language";
const why = {
  aside: "the loader: a button on the page, and the chat when it is pressed",
  chat: "the chat: messages, and the frame of the collector's form",
  look: "looks for card numbers and other values in what is typed, before it is sent",
  ...Object.fromEntries(["ar", "de", "en", "es", "fr", "pt"].map((name) => [name, LANGUAGE])),
};

/** @param {string} outDir */
async function buildChat(outDir) {
  const result = await build({
    ...shared(outDir),
    base: "./",
    plugins: [modulesManifest()],
    build: {
      ...shared(outDir).build,
      modulePreload: false,
      rolldownOptions: {
        input: { chat: `${root}src/open-chat.tsx` },
        preserveEntrySignatures: "strict",
        // "use client" in a library means nothing here.
        onwarn(warning, say) {
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE") say(warning);
        },
        // Every module of ours only declares: what nothing imports may go.
        treeshake: { moduleSideEffects: (id) => !id.includes("/packages/shared/") },
        output: {
          format: "es",
          entryFileNames: "[name]-[hash].js",
          chunkFileNames: "[name]-[hash].js",
        },
      },
    },
  });
  const outputs = [result].flat().flatMap((one) => ("output" in one ? one.output : []));
  const entry = outputs.find((one) => one.type === "chunk" && one.isEntry);
  if (!entry) throw new Error("the build of the chat made no entry file");
  return entry.fileName;
}

/** @param {string} outDir @param {string} chatFile */
async function buildLoader(outDir, chatFile) {
  await build({
    ...shared(outDir),
    define: { ...shared(outDir).define, __CHAT_FILE__: JSON.stringify(chatFile) },
    plugins: [modulesManifest({ fileName: "modules.loader.json" })],
    build: {
      ...shared(outDir).build,
      rolldownOptions: {
        input: { aside: `${root}src/loader/aside.ts` },
        output: { format: "iife", entryFileNames: "aside.js" },
      },
    },
  });
}

/** @param {string} outDir @returns {import("vite").InlineConfig} */
function shared(outDir) {
  return {
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    // Whatever NODE_ENV is, as in a test: what is built is what customers get.
    oxc: { jsx: { runtime: "automatic", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: { outDir, emptyOutDir: false, target: "es2022", copyPublicDir: false },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget();
