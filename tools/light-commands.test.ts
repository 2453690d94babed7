import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { expect, test } from "vitest";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as collectorOptions } from "../apps/collector/build-options.mjs";
// @boundaries-ignore the build as it is done is what is tested
import { buildOptions as gatewayOptions } from "../apps/gateway/build-options.mjs";

const none = join(tmpdir(), "none");

test.each([
  ["gateway", gatewayOptions(none), /\/start-gateway\.ts$|\/socket\.io\//],
  ["collector", collectorOptions(none), /\/start-collector\.ts$|\/undici\//],
])("`%s --help` and `keys` load nothing that only serves", async (_app, options, serving) => {
  const { metafile } = await build({ ...options, write: false });
  const loaded = (entry: string) => loadedBy(metafile, entry).filter((file) => serving.test(file));
  expect(loaded("src/main.ts")).toEqual([]);
  expect(loaded("src/keys.ts")).toEqual([]);
  expect(loaded("src/serve.ts")).not.toEqual([]);
});

/** The modules of a chunk and of those that it imports, without what it loads later. */
function loadedBy({ outputs }: Metafile, entry: string): string[] {
  const first = Object.keys(outputs).find((file) => outputs[file]?.entryPoint?.endsWith(entry));
  const seen = new Set(first === undefined ? [] : [first]);
  for (const file of seen) {
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && path in outputs) seen.add(path);
  }
  return [...seen].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
}
