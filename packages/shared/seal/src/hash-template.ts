import { canonicalJson } from "./canonical-json.ts";
import { sodium } from "./sodium.ts";

/**
 * BLAKE2b-256 of a template's canonical JSON, of the suite `xc20p`. Both ends hash the template as it was on the wire, before
 * any parse that fills in defaults.
 *
 * @throws SealError `bad_template`
 */
export function hashTemplate(template: unknown): Uint8Array {
  return sodium.crypto_generichash(32, canonicalJson(template), null);
}
