import { SealError } from "./errors.ts";
import { sodium } from "./sodium.ts";

/**
 * BLAKE2b-256 of a template's canonical JSON (keys sorted, no spaces). Both ends hash the template as it was on the wire,
 * before any parse that fills in defaults.
 *
 * @throws SealError `bad_template`
 */
export function hashTemplate(template: unknown): Uint8Array {
  return sodium.crypto_generichash(32, canonical(template), null);
}

function canonical(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(",")}}`;
  }
  throw new SealError("bad_template");
}
