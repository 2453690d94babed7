import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chainHash,
  createTreeBuilder,
  evidencePack,
  FIRST_HASH,
  formatCheckpoint,
  formatNote,
  formatNoteKey,
  NOTE_KEY_NAME,
  PROOF_FORMAT,
  type ProofFile,
  proofStatement,
  toBase64,
  utf8,
  verifyEvidence,
} from "@aside/audit-log";
import { WITNESS_PATH } from "@aside/protocol";
import { sha256, verifyEd25519 } from "@aside/service";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callback, capturing, over } from "./capturing.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
let folder = "";
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const { x = "" } = publicKey.export({ format: "jwk" });
const key = { name: NOTE_KEY_NAME, publicKey: new Uint8Array(Buffer.from(x, "base64url")) };
const using = { sha256, verify: verifyEd25519, gatewayKeys: null, auditKeys: [key] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-evidence-"));
  const auditKeys = join(folder, "audit.keys");
  await writeFile(auditKeys, `${formatNoteKey(key, sha256)}\n`);
  system = await startSystem({ auditKeys });
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

test("[AUD1] evidence of a capture: events without a word, verdicts, proofs; the same digest anywhere, and what was changed is named", async () => {
  const { url } = system.node;
  const { agent, customer, id, capture, ready, done } = await capturing({
    agent: url,
    customer: url,
  });
  await ready;
  await agent.say(id, "Rosebud");
  await system.collector.tell(url, callback(id, capture, { type: "capture.opened" }));
  await system.collector.tell(url, callback(id, capture, { type: "capture.ended" }));
  expect(await over(agent, id)).toBe("completed");
  await customer.say("Kane said rosebud");
  done();

  const audit = proofOf(capture);
  const scope = { conversation: id, capture };
  const early = await make({ scope, audit, canaries: null });
  expect([early.status, await early.json()]).toMatchObject([409, { code: "not_witnessed" }]);
  const letter = { tenant: "demo", note: audit.body.checkpoint, after: 0, proof: [] };
  await system.collector.post(url + WITNESS_PATH, letter);
  const made = await make({ scope, audit, canaries: { passed: 12 } });
  const text = await made.text();
  const pack = evidencePack.parse(JSON.parse(text));
  expect(text.toLowerCase()).not.toContain("rosebud");
  const [conversation] = pack.body.conversations;
  const ofCapture = conversation?.events.filter((event) => event.capture === capture);
  expect(ofCapture?.map((event) => event.type)).toEqual(
    expect.arrayContaining(["capture.requested", "collector.opened", "collector.ended"]),
  );
  expect(pack.body.verdicts).toMatchObject([{ capture, template: "card", rule: "allow" }]);
  const verdict = verifyEvidence(pack, using);
  expect(verdict).toMatchObject({ ok: true });
  // A file that was written in another order is the same evidence.
  const shuffled = {
    signature: pack.signature,
    body: Object.fromEntries(Object.entries(pack.body).toReversed()),
  };
  expect(verifyEvidence(shuffled, using)).toEqual(verdict);

  const { body, signature } = pack;
  const cases: [unknown, object][] = [
    [{ body: { ...body, machine: "0".repeat(64) }, signature }, { problem: "signature" }],
    [
      { body: { ...body, extra: 1 }, signature },
      { problem: "malformed", at: "body" },
    ],
    [{}, { problem: "malformed" }],
  ];
  for (const [file, problem] of cases) expect(verifyEvidence(file, using)).toMatchObject(problem);
  expect(verifyEvidence(pack, { ...using, gatewayKeys: [key.publicKey] })).toMatchObject({
    problem: "strange_key",
  });
  expect(verifyEvidence(pack, { ...using, auditKeys: [{ ...key, name: "other" }] })).toMatchObject({
    problem: "statement_unsigned",
  });
});

test("[8] [AUD1] evidence takes no proof that the collector has not signed, nor another tenant's", async () => {
  const audit = proofOf("cap_1");
  const changed = { ...audit, body: { ...audit.body, form: "0".repeat(64) } };
  const foreign = proofOf("cap_1", "other");
  for (const each of [changed, foreign]) {
    const answer = await make({ scope: {}, audit: each, canaries: null });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: "proof_invalid" }]);
  }
  const anonymous = await fetch(`${system.node.url}/v1/evidence`, { method: "POST" });
  expect(anonymous.status).toBe(401);
});

function make(body: unknown): Promise<Response> {
  return fetch(`${system.node.url}/v1/evidence`, {
    method: "POST",
    headers: { authorization: `Bearer ${system.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What the collector would prove of a log with one entry. */
function proofOf(reference: string, tenant = "demo"): ProofFile {
  const entry = {
    tenant,
    number: 1,
    id: `act_${"0".repeat(26)}`,
    at: 1_764_000_000_000,
    actor: "collector",
    action: "stored",
    subject: "tok_1",
    field: null,
    purpose: "capture",
    reference,
    result: "done",
  } as const;
  const tree = createTreeBuilder(sha256);
  tree.add(chainHash(FIRST_HASH, entry, sha256));
  const signed = (text: string) =>
    formatNote(
      text,
      [{ key, signature: new Uint8Array(sign(null, utf8(text), privateKey)) }],
      sha256,
    );
  const body = {
    format: PROOF_FORMAT,
    tenant,
    madeAt: entry.at,
    checkpoint: signed(formatCheckpoint({ tenant, size: 1, root: tree.root(), at: entry.at })),
    entries: [{ entry, previous: toBase64(FIRST_HASH), proof: [] }],
    form: null,
  } as const satisfies ProofFile["body"];
  return {
    body: { ...body, entries: [...body.entries] },
    statement: signed(proofStatement({ ...body, entries: [...body.entries] }, sha256)),
  };
}
