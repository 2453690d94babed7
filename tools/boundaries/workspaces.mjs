import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The side of each app; a package's side is the folder it lies in. An app that is not named here is on no side, and the
 * test of the tags fails until it is.
 *
 * @type {Record<string, string>}
 */
const sideOfApp = {
  widget: "conversation-side",
  gateway: "conversation-side",
  console: "conversation-side",
  cli: "conversation-side",
  collector: "capture-side",
  "capture-form": "capture-side",
  reveal: "capture-side",
};

/** @typedef {{ path: string, name: string, side: string | undefined, tags: string[] }} Workspace */

/**
 * Every workspace of the repository, with the side that its folder says and the tags that its turbo.json says.
 *
 * @param {string} root the repository's root
 * @returns {Workspace[]}
 */
export function workspaces(root) {
  /** @type {{ workspaces: string[] }} */
  const manifest = readJson(join(root, "package.json"));
  return manifest.workspaces
    .flatMap((pattern) => expand(root, pattern))
    .map((path) => ({
      path,
      name: readJson(join(root, path, "package.json")).name,
      side: sideOfFolder(path),
      tags: tagsOf(join(root, path, "turbo.json")),
    }));
}

/** @param {string} path a workspace's folder from the root, as `apps/gateway` or `packages/shared/seal` */
function sideOfFolder(path) {
  const [top, second = ""] = path.split("/");
  if (top === "apps") return sideOfApp[second];
  return top === "packages" ? second : top;
}

/**
 * @param {string} root
 * @param {string} pattern `folder` or `folder/*`, the two forms that our package.json uses
 */
function expand(root, pattern) {
  if (!pattern.endsWith("/*")) return [pattern];
  const folder = pattern.slice(0, -2);
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(join(root, path, "package.json")))
    .sort();
}

/** @param {string} file */
function tagsOf(file) {
  return existsSync(file) ? (readJson(file).tags ?? []) : [];
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
