import type { Plugin } from "vite";

export function wasmFile(): Plugin;
