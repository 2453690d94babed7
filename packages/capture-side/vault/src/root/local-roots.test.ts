import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONTEXT, rootContract } from "../../test/root-contract.ts";
import { createShare } from "./custodian-share.ts";
import { openCustodianRoot } from "./custodian-root.ts";
import { openEnvironmentRoot } from "./environment-root.ts";
import { createRootFile, openRootFile } from "./file-root.ts";
import { createSecretFile } from "./key-file.ts";
import { parseRootPlace } from "./open-root.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-roots-"));
  for (const key of ["one", "two"]) {
    await createRootFile(join(folder, `${key}.key`));
    for (const number of [1, 2] as const) await writeShare(`${key}-${number}`, number);
  }
});
afterAll(() => rm(folder, { recursive: true }));

describe("a file", () => {
  rootContract((key) => openRootFile(join(folder, `${key}.key`)));
});

describe("two custodians", () => {
  rootContract((key) => openCustodianRoot({ shares: sharesOf(key), env: {} }));

  test("[3.7.6] either order gives the same key; one share, the same twice, or those of two keys do not", async () => {
    const [one, two] = sharesOf("one");
    const root = await openCustodianRoot({ shares: [one, two], env: {} });
    expect((await openCustodianRoot({ shares: [two, one], env: {} })).id).toBe(root.id);
    const unreadable = { code: "share_unreadable", who: "operator" };
    await writeShare("first-again", 1);
    for (const shares of [
      [one, one],
      [one, join(folder, "first-again")],
      [one, "env:MISSING"],
    ] as const) {
      await expect(openCustodianRoot({ shares, env: {} })).rejects.toMatchObject(unreadable);
    }
    const wrapped = await root.wrap(Uint8Array.of(1), CONTEXT);
    const mixed = await openCustodianRoot({ shares: [one, sharesOf("two")[1]], env: {} });
    await expect(mixed.unwrap(wrapped, CONTEXT)).rejects.toMatchObject({ code: "wrong_root" });
  });

  test("a share may come by the environment; one mistyped letter is found", async () => {
    const text = createShare(2).text;
    const shares = [sharesOf("one")[0], "env:SHARE_B"] as const;
    const open = (SHARE_B: string) => openCustodianRoot({ shares, env: { SHARE_B } });
    await expect(open(text)).resolves.toMatchObject({ kind: "custodians" });
    for (let at = "aside-share-2:".length; at < text.length - 10; at += 7) {
      const other = text.at(at) === "A" ? "B" : "A";
      const mistyped = text.slice(0, at) + other + text.slice(at + 1);
      await expect(open(mistyped)).rejects.toMatchObject({ code: "share_unreadable" });
    }
  });

  test("a share's file that others can read is refused", async () => {
    const path = join(folder, "open");
    await writeFile(path, createShare(1).text, { mode: 0o644 });
    const shares = [path, sharesOf("one")[1]] as const;
    await expect(openCustodianRoot({ shares, env: {} })).rejects.toMatchObject({
      code: "root_unreadable",
    });
  });
});

describe("the environment", () => {
  const env = {
    one: Buffer.alloc(32, 1).toString("base64url"),
    two: Buffer.alloc(32, 2).toString("base64url"),
    short: "AA",
  };
  rootContract(async (key) => openEnvironmentRoot({ variable: key, env, production: false }));

  test("[3.6.1] is refused in production, as is a key of another length", () => {
    const open = (variable: string, production: boolean) => () =>
      openEnvironmentRoot({ variable, env, production });
    expect(open("one", true)).toThrow(expect.objectContaining({ code: "root_not_for_production" }));
    for (const name of ["short", "missing"]) {
      expect(open(name, false)).toThrow(expect.objectContaining({ code: "root_unreadable" }));
    }
  });
});

describe("parseRootPlace", () => {
  test.each([
    ["file:/a/root.key", { kind: "file", path: "/a/root.key" }],
    ["custodians:/a,env:B", { kind: "custodians", shares: ["/a", "env:B"] }],
    ["environment:ROOT", { kind: "environment", variable: "ROOT" }],
    [
      "transit:https://bao:8200/transit/aside",
      { kind: "transit", url: "https://bao:8200/transit/aside" },
    ],
    ["aws-kms:arn:aws:kms:x", { kind: "aws-kms", key: "arn:aws:kms:x" }],
    ["gcp-kms:projects/p", { kind: "gcp-kms", key: "projects/p" }],
  ])("%s", (text, place) => {
    expect(parseRootPlace(text)).toEqual(place);
  });

  test.each([
    "",
    "file",
    "file:",
    "custodians:/a",
    "custodians:/a,/b,/c",
    "environment:a b",
    "transit:https://bao/",
    "transit:nowhere",
    "hsm:1",
  ])("%s is none", (text) => {
    expect(parseRootPlace(text)).toBeNull();
  });
});

function sharesOf(key: "one" | "two") {
  return [join(folder, `${key}-1`), join(folder, `${key}-2`)] as const;
}

async function writeShare(name: string, number: 1 | 2) {
  await createSecretFile(join(folder, name), Buffer.from(createShare(number).text));
}
