import { cp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildOptions } from "./build-options.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await rm(here("dist"), { recursive: true, force: true });
const { metafile } = await build(buildOptions(here("dist/main.mjs")));
await writeFile(here("dist/meta.json"), JSON.stringify(metafile));
await cp(here("../capture-form/dist"), here("dist/form"), { recursive: true }).catch((error) => {
  if (error.code !== "ENOENT") throw error;
  console.warn("collector: apps/capture-form is not built; build it first to have it served");
});
