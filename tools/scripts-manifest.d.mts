import type { Plugin } from "vite";

interface Page {
  prefix: string;
  why: Readonly<Record<string, string>>;
}

export function writeScripts(folder: string, page: Page): void;
export function scriptsManifest(page: Page): Plugin;
