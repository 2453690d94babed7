import type { Plugin } from "vite";

export function plainModules(): Plugin;
