import type { BuildOptions } from "esbuild";

export function buildOptions(outfile: string): BuildOptions & { metafile: true };
