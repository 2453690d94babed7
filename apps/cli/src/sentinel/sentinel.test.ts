import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparePage } from "./compare-page.ts";
import { type PageManifest, readManifest, scriptList, writeManifest } from "./page-manifest.ts";
import { reasonedScripts } from "./reasoned-scripts.ts";

const signed: PageManifest = {
  v: 1,
  page: "https://shop.example/",
  signedAt: "2026-11-27T12:00:00.000Z",
  headers: { "content-security-policy": "default-src 'none'", "referrer-policy": "no-referrer" },
  scripts: [
    { path: "/a.js", sha384: "aaa", why: "the shop", seen: true },
    { path: "/lazy.js", sha384: "lll", why: "when asked for", seen: false },
  ],
};
const same = { headers: signed.headers, scripts: [{ path: "/a.js", sha384: "aaa" }] };

test("[3] a page is as signed, also when it runs what it may run later", () => {
  expect(comparePage(signed, same)).toEqual([]);
  const later = [...same.scripts, { path: "/lazy.js", sha384: "lll" }];
  expect(comparePage(signed, { ...same, scripts: later })).toEqual([]);
});

test("[3] a script changed, added or gone, a header changed, added or gone: each is named", () => {
  const received = {
    headers: { "content-security-policy": "default-src *", "set-cookie": "spy" },
    scripts: [
      { path: "/lazy.js", sha384: "LLL" },
      { path: "inline", sha384: "iii" },
    ],
  };
  expect(comparePage(signed, received)).toEqual([
    {
      what: "header changed",
      where: "content-security-policy",
      signed: "default-src 'none'",
      received: "default-src *",
    },
    { what: "header gone", where: "referrer-policy", signed: "no-referrer" },
    { what: "header added", where: "set-cookie", received: "spy" },
    { what: "script changed", where: "/lazy.js", signed: "lll", received: "LLL" },
    { what: "script added", where: "inline", received: "iii" },
    { what: "script gone", where: "/a.js", signed: "aaa" },
  ]);
});

test("[3] what a page runs and no list names is refused, with its digest; a list gives each a reason", () => {
  const listed = [
    { path: "/built/a.js", sha384: "aaa", why: "the shop" },
    { path: "/lazy.js", sha384: "lll", why: "when asked for" },
  ];
  expect(reasonedScripts(listed, same)).toEqual(signed.scripts);
  // The same name with other bytes is another script.
  const other = { scripts: [...same.scripts, { path: "/lazy.js", sha384: "LLL" }] };
  const refusal = expect.objectContaining({
    code: "unlisted",
    message: expect.stringMatching(/\n {2}\/lazy\.js LLL$/),
  });
  expect(() => reasonedScripts(listed, other)).toThrow(refusal);
  for (const why of ["", " "])
    expect(scriptList.safeParse({ scripts: [{ path: "/a.js", sha384: "aaa", why }] }).success).toBe(
      false,
    );
});

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-sentinel-"));
  await chmod(folder, 0o700);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a manifest is believed only with the signature of the key, over these bytes", async () => {
  const [file, key] = [join(folder, "page.json"), join(folder, "release.pem")];
  await writeManifest(file, signed, key);
  expect(await readManifest(file, `${key}.pub`)).toEqual(signed);
  const other = join(folder, "other.pem");
  await writeManifest(join(folder, "other.json"), signed, other);
  await expect(readManifest(file, `${other}.pub`)).rejects.toMatchObject({ code: "not_signed" });
  await writeFile(file, (await readFile(file, "utf8")).replace("aaa", "bbb"));
  await expect(readManifest(file, `${key}.pub`)).rejects.toMatchObject({ code: "not_signed" });
  await expect(readManifest(join(folder, "none"), `${key}.pub`)).rejects.toMatchObject({
    code: "not_signed",
  });
});
