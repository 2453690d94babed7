import { cp, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildOptions } from "./build-options.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await rm(here("dist"), { recursive: true, force: true });
const { metafile } = await build(buildOptions(here("dist")));
await writeFile(here("dist/meta.json"), JSON.stringify(metafile));
for (const [app, folder] of [
  ["capture-form", "form"],
  ["reveal", "reveal"],
]) {
  await cp(here(`../${app}/dist`), here(`dist/${folder}`), { recursive: true }).catch((error) => {
    if (error.code !== "ENOENT") throw error;
    console.warn(`collector: apps/${app} is not built; build it first to have it served`);
  });
}
