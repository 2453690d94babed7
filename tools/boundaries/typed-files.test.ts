import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { projectsOf } from "../types/projects-of.mjs";
import { workspaces } from "./workspaces.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

it.each(workspaces(root))("$path: its `types` script sees every TypeScript file", ({ path }) => {
  const folder = join(root, path);
  const seen = new Set(projectsOf(folder).flatMap(filesOf));
  const unseen = typescriptFiles(folder).filter((file) => !seen.has(file));
  expect(unseen.map((file) => relative(folder, file))).toEqual([]);
});

function filesOf(project: string): string[] {
  const { config } = ts.readConfigFile(project, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, join(project, "..")).fileNames;
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ["node_modules", "dist", ".turbo"].includes(entry.name) ? [] : typescriptFiles(path);
    }
    return /(?<!\.d)\.(ts|tsx|mts)$/.test(entry.name) ? [path] : [];
  });
}
