import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { describe, expect, it } from "vitest";
import { modulesManifest } from "../vite-modules-manifest.mjs";
import { bundleRules } from "./bundle-rules.mjs";
import { checkBundles } from "./check-bundles.mjs";
import { temporaryRepository } from "./temporary-repository.ts";

const vault = "packages/capture-side/vault/src/index.ts";
const libsodium = "node_modules/libsodium-wrappers/index.js";
const debug = "node_modules/debug/src/index.js";
const zod = "node_modules/zod/v4/core/core.js";
const gateway = "apps/gateway/src/main.ts";

describe("bundle check", () => {
  it("passes bundles that hold only their own side", async () => {
    expect(checkBundles(await built({}))).toEqual([]);
  });

  it.each([
    ["gateway-holds-no-capture-side-nor-debug", "apps/gateway", vault],
    ["gateway-holds-no-capture-side-nor-debug", "apps/gateway", debug],
    ["cli-holds-no-capture-side-nor-libsodium", "apps/cli", vault],
    ["cli-holds-no-capture-side-nor-libsodium", "apps/cli", libsodium],
    ["console-holds-no-capture-side-nor-libsodium", "apps/console", vault],
    ["console-holds-no-capture-side-nor-libsodium", "apps/console", libsodium],
    ["widget-holds-no-capture-side-nor-libsodium", "apps/widget", vault],
    ["widget-holds-no-capture-side-nor-libsodium", "apps/widget", libsodium],
    ["form-holds-no-vault-nor-conversation-side-nor-zod", "apps/capture-form", vault],
    ["form-holds-no-vault-nor-conversation-side-nor-zod", "apps/capture-form", gateway],
    ["form-holds-no-vault-nor-conversation-side-nor-zod", "apps/capture-form", zod],
    ["collector-holds-no-conversation-side", "apps/collector", gateway],
  ])("%s: sees that %s was built with %s", async (rule, app, module) => {
    const root = await built({ [app]: module });
    expect(checkBundles(root)).toContainEqual({ rule, what: `holds ${module}` });
    expect(new Set(checkBundles(root).map((one) => one.rule))).toEqual(new Set([rule]));
  });

  it("sees libsodium's bytes in a file that no manifest speaks of", async () => {
    const root = await built({});
    writeFileSync(
      join(root, "apps/widget/dist/vendor.js"),
      "a.crypto_aead_xchacha20poly1305_encrypt()",
    );
    expect(checkBundles(root)).toEqual([
      { rule: "widget-holds-no-capture-side-nor-libsodium", what: 'vendor.js says "crypto_aead_"' },
    ]);
  });

  it.each(bundleRules)(
    "$name: fails where the bundle says nothing of its modules",
    async ({ name, app }) => {
      const root = await built({});
      rmSync(join(root, app, "dist"), { recursive: true });
      expect(checkBundles(root)).toEqual([
        {
          rule: name,
          what: expect.stringMatching(`^${app}/dist/(meta|modules)[.]json is missing`),
        },
      ]);
    },
  );
});

/** Builds each app as its own build does, with an import of what `extra` says for it. */
async function built(extra: Record<string, string>): Promise<string> {
  const source = "export const it = document.title;\n";
  const root = temporaryRepository({
    [vault]: source,
    [libsodium]: source,
    [debug]: source,
    [zod]: source,
    ...Object.fromEntries(
      bundleRules.map(({ app }) => [`${app}/src/main.ts`, entry(app, extra[app])]),
    ),
  });
  for (const { app, manifest } of bundleRules) {
    await (manifest === "esbuild" ? buildServer : buildFace)(join(root, app), root);
  }
  return root;
}

function entry(app: string, imported: string | undefined): string {
  const line = imported
    ? `import { it as other } from "../../../${imported}";\nconsole.log(other);\n`
    : "";
  return `${line}console.log("${app}");\nexport const it = document.title;\n`;
}

async function buildServer(folder: string): Promise<void> {
  const { metafile } = await esbuild({
    absWorkingDir: folder,
    entryPoints: ["src/main.ts"],
    outfile: "dist/main.mjs",
    bundle: true,
    format: "esm",
    metafile: true,
    logLevel: "silent",
  });
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(join(folder, "dist/meta.json"), JSON.stringify(metafile));
}

async function buildFace(folder: string, root: string): Promise<void> {
  await vite({
    root: folder,
    configFile: false,
    logLevel: "silent",
    plugins: [modulesManifest({ root })],
    build: { lib: { entry: "src/main.ts", formats: ["es"], fileName: "main" } },
  });
}
