import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { onceARun } from "@aside/service/once-a-run";
import { build } from "esbuild";
import { buildOptions } from "../build-options.mjs";

/** The collector as it is bundled, once for all tests, in a folder from which it finds the embedded PostgreSQL. */
export async function bundleCollector(only: { faultPoints?: boolean } = {}) {
  const name = only.faultPoints === true ? "collector-with-fault-points" : "collector";
  const folder = await onceARun(name, (to) => build(buildOptions(to, only)));
  return {
    file: join(folder, "main.mjs"),
    /** All its code. */
    text: async () => {
      const files = (await readdir(folder)).filter((name) => name.endsWith(".mjs"));
      const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
      return texts.join("\n");
    },
  };
}
