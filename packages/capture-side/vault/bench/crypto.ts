import { generateKeyPairSync, sign, verify } from "node:crypto";
import {
  createEphemeral,
  hashTemplate,
  ready,
  type SealedEnvelope,
  sealSubmission,
} from "@aside/seal";
import { createGcmEphemeral, hashTemplateSha256, sealSubmissionGcm } from "@aside/seal/a256gcm";
import { createCaptureKeyPair } from "../src/capture-key-pair.ts";
import { createCodeStore } from "../src/code-store.ts";
import { openSubmission, type CaptureKey } from "../src/open-submission.ts";
import { randomBytes } from "../src/random.ts";
import { encryptRecord } from "../src/record.ts";
import { chooseSodium } from "../src/sodium/choose-sodium.ts";

/**
 * The collector's cryptography of one capture: the ticket's signature, the submission opened, three fields and the record's key
 * encrypted, the code put into memory, two messages of callbacks signed. Goal: under 0.5 ms.
 * `npx tsx packages/capture-side/vault/bench/crypto.ts [captures]`; as a child process it also sends the figures to its parent.
 */
const [count = 3_000] = process.argv.slice(2).map(Number);
const RUNS = 15;
const BINDING = { tenant: "demo", capture: "cap_1", jti: "t1" };
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const values = () => [
  { name: "card.pan", bytes: bytes("4111111111111111") },
  { name: "card.holder", bytes: bytes("Jane Doe") },
  { name: "card.exp", bytes: bytes("12/2030") },
  { name: "card.cvv", bytes: bytes("123") },
];
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const ticket = randomBytes(700);
const signature = sign(null, ticket, privateKey);

await ready();
const figures: Record<string, number> = {};
for (const kind of ["wasm", "native"] as const) {
  const loaded = await chooseSodium(kind).catch(() => null);
  if (loaded !== null) figures[`xc20p, ${loaded}`] = await measure("xc20p");
}
figures["a256gcm, OpenSSL"] = await measure("a256gcm");
for (const [name, ms] of Object.entries(figures))
  console.log(`${name}: ${ms.toFixed(3)} ms of processor a capture`);
process.send?.(figures);

async function measure(suite: "xc20p" | "a256gcm"): Promise<number> {
  const key: CaptureKey = { kid: "ck_1", suite, ...createCaptureKeyPair(suite) };
  const { envelope, templateHash } = await sealed(key);
  const kek = randomBytes(32);
  const codes = createCodeStore({ now: Date.now, suite });
  const facts = {
    tenant: "demo",
    record: "r",
    token: "t",
    keyClass: "card",
    epoch: "2026-11-abcdefgh",
    suite,
    schema: "card@1",
    policy: "p1",
  };
  const one = (at: number) => {
    if (!verify(null, ticket, publicKey, signature)) throw new Error("not signed");
    const opened = openSubmission(key, envelope, { ...BINDING, templateHash });
    const fields = opened.fields.map((field) => ({ ...field, class: field.name }));
    encryptRecord(kek, facts, fields.slice(0, 3));
    const code = fields[3]?.bytes ?? new Uint8Array();
    codes.put({ tenant: "demo", token: String(at), field: "card.cvv" }, code);
    opened.wipe();
    for (let callback = 0; callback < 2; callback += 1) sign(null, ticket, privateKey);
  };
  for (let at = 0; at < count / 4; at += 1) one(at);
  // The processor's time, and the least of several runs: what else the machine does only adds to it.
  const each = Math.ceil(count / RUNS);
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    for (let at = 0; at < each; at += 1) one(at);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / each;
  });
  return Math.min(...times);
}

async function sealed(
  key: CaptureKey,
): Promise<{ envelope: SealedEnvelope; templateHash: Uint8Array }> {
  const template = { id: "card" };
  if (key.suite === "xc20p") {
    const templateHash = hashTemplate(template);
    const binding = { ...BINDING, templateHash };
    const ephemeral = createEphemeral();
    return {
      envelope: sealSubmission({ key, ephemeral, binding, fields: values() }),
      templateHash,
    };
  }
  const templateHash = await hashTemplateSha256(template);
  const binding = { ...BINDING, templateHash };
  const ephemeral = await createGcmEphemeral();
  const envelope = await sealSubmissionGcm({ key, ephemeral, binding, fields: values() });
  return { envelope, templateHash };
}
