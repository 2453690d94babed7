import type { BuildOptions } from "esbuild";

export function buildOptions(outdir: string): BuildOptions & { metafile: true };
