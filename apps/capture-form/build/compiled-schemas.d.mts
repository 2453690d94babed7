import type { Plugin } from "vite";

export function compiledSchemas(): Plugin;
export function compileSchemas(file: string): Promise<string>;
