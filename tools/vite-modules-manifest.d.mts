import type { Plugin } from "vite";

export function modulesManifest(options?: { fileName?: string; root?: string }): Plugin;
