import { createHash } from "node:crypto";

const PLACE = /"(AGFzbQ[A-Za-z0-9+/=]{10000,})"/;

/**
 * A Vite plugin that takes libsodium's WebAssembly out of its JavaScript (where it stands in base64) into a file of its own:
 * a quarter smaller on the wire. The page fetches it from its own origin with an integrity digest.
 *
 * @returns {import("vite").Plugin}
 */
export function wasmFile() {
  return {
    name: "aside-wasm-file",
    apply: "build",
    transform: {
      filter: { id: /\/libsodium\/dist\/modules-esm\/libsodium\.mjs$/ },
      handler(code) {
        const found = PLACE.exec(code)?.[1];
        const ending = /export default A;?\s*$/.exec(code);
        if (found === undefined || ending === null)
          throw new Error("libsodium is not built as it was");
        const source = Buffer.from(found, "base64");
        const digest = createHash("sha384").update(source).digest("base64");
        const file = this.emitFile({ type: "asset", name: "libsodium.wasm", source });
        const glue = code.slice(0, ending.index).replace(PLACE, '""');
        return {
          code: `${glue}
export default async function (options) {
  const reply = await fetch(import.meta.ROLLUP_FILE_URL_${file}, { integrity: "sha384-${digest}", credentials: "same-origin" });
  if (!reply.ok) throw new Error("libsodium was not delivered");
  const module = await WebAssembly.compileStreaming(reply);
  const instantiateWasm = (imports, done) => void WebAssembly.instantiate(module, imports).then(done);
  return A({ ...options, instantiateWasm });
}
`,
          map: null,
        };
      },
    },
  };
}
