import type { Plugin } from "vite";

export function startScript(): Plugin;
export function withStart(html: string): string;
