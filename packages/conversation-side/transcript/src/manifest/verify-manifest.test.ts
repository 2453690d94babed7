import { generateKeyPairSync } from "node:crypto";
import { exportManifest } from "@aside/protocol";
import { expect, test } from "vitest";
import { signManifest, verifyManifest } from "./index.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const keys = {
  keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "EdDSA", kty: "OKP" }],
};
const manifest = exportManifest.parse({
  version: 1,
  id: "exp_1",
  createdAt: "2026-11-22T08:00:00Z",
  format: "jsonl",
  mode: "defaults",
  wish: { class: 'a "class": {"k": 1}' },
  conversations: 40,
  messages: 80,
  replaced: { PERSON: 3 },
  risk: {
    k: 5,
    threshold: 0.2,
    scores: [],
    sizes: [],
    generalised: { coarser: 0, kinds: 0 },
    withheld: {},
    facts: {},
    residuals: {},
    highest: { before: 0, after: 0 },
  },
  utility: {
    tokens: 1,
    changedTokens: 0,
    turns: 1,
    changedTurns: 0,
    actsKept: 0,
    intentsKept: 0,
  },
  policy: "p",
  detectors: "d",
  anonymizer: "a",
  machine: "m",
  settings: "s",
  bytes: 1,
  digest: `sha256:${"0".repeat(64)}`,
});

test.each([
  ["at the top", '"messages": ', '"messages": 7, "messages": ', "messages"],
  ["further in", '"PERSON": ', '"PERSON": 0, "PERSON": ', "PERSON"],
  ["written otherwise", '"PERSON": ', '"PERSO\\u004e" : 0, "PERSON": ', "PERSON"],
])(
  "a manifest that says two things of one name, %s, is not the signed one",
  async (_, from, to, name) => {
    const text = JSON.stringify(await signManifest(manifest, { kid: "1", privateKey }), null, 2);
    expect(await verifyManifest(text, keys)).toMatchObject({ ok: true });
    const changed = text.replace(from, to);
    expect(JSON.parse(changed)).toEqual(JSON.parse(text));
    expect(await verifyManifest(changed, keys)).toEqual({
      ok: false,
      why: "changed",
      fields: [name],
    });
  },
);
