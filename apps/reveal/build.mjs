import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
await rm(here("dist"), { recursive: true, force: true });
await mkdir(here("dist"), { recursive: true });
const { metafile } = await build({
  entryPoints: [here("src/main.ts"), here("src/style.css")],
  outdir: here("dist/assets"),
  bundle: true,
  minify: true,
  platform: "browser",
  target: ["es2022"],
  format: "esm",
  metafile: true,
  legalComments: "linked",
  logLevel: "warning",
});
await copyFile(here("index.html"), here("dist/index.html"));
await writeFile(here("dist/meta.json"), JSON.stringify(metafile));
