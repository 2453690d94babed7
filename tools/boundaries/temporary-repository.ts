import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A file's text, or for `package.json`, `turbo.json` and the like an object that is written as JSON. */
type Files = Record<string, string | object>;

/**
 * A repository in a temporary folder that lives as long as the test: the files given and, for each of `links`, a link in
 * `node_modules` as npm makes it for a workspace.
 *
 * @returns the folder's real path
 */
export function temporaryRepository(files: Files, links: Record<string, string> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "aside-boundaries-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    write(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, target), join(root, "node_modules", name));
  }
  return root;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
