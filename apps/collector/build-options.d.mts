import type { BuildOptions } from "esbuild";

export function buildOptions(
  outfile: string,
  only?: { faultPoints?: boolean },
): BuildOptions & { metafile: true };
