import type { BuildOptions } from "esbuild";

export function buildOptions(
  outdir: string,
  only?: { faultPoints?: boolean },
): BuildOptions & { metafile: true };
