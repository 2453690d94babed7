import { rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildOptions } from "./build-options.mjs";

const dist = fileURLToPath(new URL("dist", import.meta.url));
await rm(dist, { recursive: true, force: true });
const { metafile } = await build(buildOptions(`${dist}/main.mjs`));
await writeFile(`${dist}/meta.json`, JSON.stringify(metafile));
