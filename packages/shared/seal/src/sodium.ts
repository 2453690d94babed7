import sodium from "libsodium-wrappers";

/** Resolves when the WebAssembly of libsodium may be called. Every other function of this package needs it first. */
export async function ready(): Promise<void> {
  await sodium.ready;
}

export { sodium };
