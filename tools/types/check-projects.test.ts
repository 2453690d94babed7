import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryRepository } from "../boundaries/temporary-repository.ts";
import { checkProjects } from "./check-projects.mjs";

const compilerOptions = {
  strict: true,
  noEmit: true,
  types: [],
  lib: ["ES2023"],
  target: "ES2023",
};

it("finds what is wrong in each project, each thing once, and nothing elsewhere", () => {
  const root = temporaryRepository({
    "a/tsconfig.json": { compilerOptions, files: ["a.ts"] },
    "a/a.ts": "export const a: number = 'one';",
    "b/tsconfig.json": { compilerOptions, files: ["b.ts"] },
    "b/b.ts": "import { a } from '../a/a';\nexport const b: string = a;",
    "c/tsconfig.json": { compilerOptions, files: ["c.ts"] },
    "c/c.ts": "export const c = 1;",
  });
  expect(found(root, ["a", "b", "c"])).toEqual([
    [join(root, "a/a.ts"), 2322],
    [join(root, "b/b.ts"), 2322],
  ]);
});

it("checks a source again for other options", () => {
  const loose = { ...compilerOptions, strict: false };
  const root = temporaryRepository({
    "a.ts": "export const same = (one) => one;",
    "loose/tsconfig.json": { compilerOptions: loose, files: ["../a.ts"] },
    "strict/tsconfig.json": { compilerOptions, files: ["../a.ts"] },
  });
  expect(found(root, ["loose"])).toEqual([]);
  expect(found(root, ["loose", "strict"])).toEqual([[join(root, "a.ts"), 7006]]);
});

it("remembers what it found, and finds what a change makes wrong elsewhere", () => {
  const files = {
    "a/tsconfig.json": { compilerOptions, files: ["a.ts"] },
    "a/a.ts": "export const a = 1;",
    "b/tsconfig.json": { compilerOptions, files: ["b.ts"] },
    "b/b.ts": "import { a } from '../a/a';\nexport const b: number = a;",
  };
  const root = temporaryRepository(files);
  const wrong = () => found(root, ["a", "b"], join(root, "memory"));
  expect(wrong()).toEqual([]);
  writeFileSync(join(root, "a/a.ts"), "export const a = 'one';");
  expect(wrong()).toEqual([[join(root, "b/b.ts"), 2322]]);
  expect(wrong()).toEqual([[join(root, "b/b.ts"), 2322]]);
  writeFileSync(join(root, "a/a.ts"), "export const a = 2;");
  expect(wrong()).toEqual([]);
});

it("says which project cannot be read", () => {
  const root = temporaryRepository({ "wrong/tsconfig.json": "{ files: " });
  expect(found(root, ["wrong"])).not.toEqual([]);
  expect(found(root, ["none"])).not.toEqual([]);
});

function found(root: string, folders: readonly string[], memory?: string) {
  const projects = folders.map((folder) => join(root, folder, "tsconfig.json"));
  return checkProjects(projects, memory).map(({ file, code }) => [file?.fileName, code]);
}
