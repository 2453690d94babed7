import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Suite } from "@aside/seal";

/** A file of the built form, in memory. */
export interface FormFile {
  type: string;
  body: Buffer;
  gzip: Buffer;
}

/** The built form: its page and, by the path after `/form/`, what the page loads. */
export interface FormPages {
  /** The page for parents that may embed it; `alone`: it is asked for by a window, not by a frame. */
  page(parents: readonly string[], alone: boolean): string;
  files: ReadonlyMap<string, FormFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Reads what Vite built (`index.html`, `assets/`) with base `/form/`; null where it is not built. */
export async function readFormPages(
  folder: string,
  suites: readonly Suite[],
): Promise<FormPages | null> {
  const html = await readFile(join(folder, "index.html"), "utf8").catch(() => null);
  if (html === null) return null;
  const paths = (await readdir(folder, { recursive: true })).filter(
    (path) => extname(path) in TYPES,
  );
  const files = paths.map(async (path) => {
    const body = await readFile(join(folder, path));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    return [path, { type, body, gzip: gzipSync(body, { level: 9 }) }] as const;
  });
  const all = new Map(await Promise.all(files));
  const checked = withIntegrity(withSuites(html, suites, all), all);
  const alone = standingAlone(checked);
  return {
    page: (parents, isAlone) => withParents(isAlone ? alone : checked, parents),
    files: all,
  };
}

/**
 * Tells the page which suites are offered. libsodium's part of the form is named by the page itself, with an integrity
 * digest, only where it is one of them: a script that a script imports would have none. Its WebAssembly comes beside it. Both links are of no kind that
 * a browser follows; the form gives them theirs once its fields stand, or where it has to seal sooner.
 */
export function withSuites(
  html: string,
  suites: readonly Suite[],
  files: ReadonlyMap<string, FormFile>,
): string {
  const meta = `<meta name="aside-suites" content="${suites.join(" ")}" />`;
  const preloads = suites.includes("xc20p")
    ? [...files.keys()].flatMap((path) => {
        const link = LIBSODIUM.find(([name]) => name.test(path))?.[1];
        return link === undefined
          ? []
          : [`<link rel="aside-later" ${link} crossorigin href="/form/${path}" />`];
      })
    : [];
  const lines = [meta, ...preloads].map((line) => `\n    ${line}`);
  return html.replace(/<head>/, `<head>${lines.join("")}`);
}

const LIBSODIUM = [
  [/^assets\/xc20p-[\w-]+\.js$/, 'data-rel="modulepreload"'],
  [/^assets\/libsodium-[\w-]+\.wasm$/, 'data-rel="preload" as="fetch" type="application/wasm"'],
] as const;

/**
 * Gives every script, module preload and style sheet of the page the SHA-384 of what it loads (Subresource Integrity). What is preloaded for
 * a fetch is held to its digest by that fetch; browsers know none on the preload.
 */
export function withIntegrity(html: string, files: ReadonlyMap<string, FormFile>): string {
  return html.replace(/<(?:script|link)\b[^>]*>/g, (tag) => {
    const name = /(?:src|href)="\/form\/([^"]+)"/.exec(tag)?.[1];
    const file = name === undefined ? undefined : files.get(name);
    if (file === undefined || /integrity=|rel="icon|as="fetch/.test(tag)) return tag;
    const hash = createHash("sha384").update(file.body).digest("base64");
    const end = tag.endsWith("/>") ? "/>" : ">";
    return `${tag.slice(0, -end.length).trimEnd()} integrity="sha384-${hash}"${end}`;
  });
}

/** As it stands in a window of its own: its outline is drawn before a script can tell. */
export function standingAlone(html: string): string {
  return html.replace(/<html\b/, "<html data-alone");
}

/** Tells the page which origins may embed it, in a meta element of its head. */
export function withParents(html: string, parents: readonly string[]): string {
  const content = parents.join(" ").replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const bare = html.replace(/\s*<meta name="aside-parents"[^>]*>/g, "");
  return bare.replace(/<head>/, `<head>\n    <meta name="aside-parents" content="${content}" />`);
}
