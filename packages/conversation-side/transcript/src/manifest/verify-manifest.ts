import { exportManifest, MANIFEST_TYP, signedManifest, type ExportManifest } from "@aside/protocol";
import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from "jose";
import { canonical } from "./canonical.ts";

export type ManifestVerdict =
  | { readonly ok: true; readonly manifest: ExportManifest; readonly kid: string }
  | {
      readonly ok: false;
      readonly why: "not_a_manifest" | "unsigned" | "unknown_key" | "wrong_signature" | "changed";
      /** What differs from what was signed, as `conversations`. */
      readonly fields: readonly string[];
    };

/**
 * Whether a manifest is the one that was signed, without a network.
 *
 * @param text of the file `….manifest.json`
 * @param keys the gateway's public keys (RFC 7517), its `public.jwks.json`
 */
export async function verifyManifest(text: string, keys: JSONWebKeySet): Promise<ManifestVerdict> {
  const signed = signedManifest.safeParse(jsonOf(text));
  if (!signed.success) {
    const why = unsigned.safeParse(jsonOf(text)).success ? "unsigned" : "not_a_manifest";
    return { ok: false, why, fields: [] };
  }
  try {
    const { payload, protectedHeader } = await compactVerify(
      signed.data.signature,
      createLocalJWKSet(keys),
      { algorithms: ["EdDSA"] },
    );
    const said = exportManifest.safeParse(jsonOf(Buffer.from(payload).toString("utf8")));
    if (!said.success || protectedHeader.typ !== MANIFEST_TYP)
      return { ok: false, why: "wrong_signature", fields: [] };
    const differ = differing(said.data, signed.data.manifest);
    const fields = differ.length > 0 ? differ : repeatedNames(text);
    return fields.length === 0
      ? { ok: true, manifest: said.data, kid: protectedHeader.kid ?? "" }
      : { ok: false, why: "changed", fields };
  } catch (error) {
    const unknown = error instanceof errors.JWKSNoMatchingKey;
    return { ok: false, why: unknown ? "unknown_key" : "wrong_signature", fields: [] };
  }
}

/** A manifest from which the signature was taken. */
const unsigned = signedManifest.omit({ signature: true });

function differing(a: ExportManifest, b: ExportManifest): string[] {
  const other = new Map(Object.entries(b));
  const names = new Set([...Object.keys(a), ...other.keys()]);
  const one = new Map(Object.entries(a));
  return [...names].filter((name) => canonical(one.get(name)) !== canonical(other.get(name)));
}

/** Names that an object has twice: of these JSON.parse keeps the last, and another reader may show the first. */
function repeatedNames(text: string): string[] {
  const open: Set<string>[] = [];
  const repeated = new Set<string>();
  for (const [token, string, isName] of text.matchAll(/[{}]|("(?:[^"\\]|\\.)*")(\s*:)?/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (string !== undefined && isName !== undefined) {
      const name = String(jsonOf(string));
      if (open.at(-1)?.has(name) === true) repeated.add(name);
      open.at(-1)?.add(name);
    }
  }
  return [...repeated];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
