import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import {
  chainHash,
  createTreeBuilder,
  EVIDENCE_FORMAT,
  type EvidenceBody,
  evidenceDigest,
  type EvidencePack,
  evidenceStatement,
  FIRST_HASH,
  formatCheckpoint,
  formatNote,
  formatNoteKey,
  NOTE_KEY_NAME,
  PROOF_FORMAT,
  proofStatement,
  toBase64,
  utf8,
  verifyEvidence,
} from "@aside/audit-log";
import { sha256, verifyEd25519 } from "@aside/service";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "./main.ts";

const audit = generateKeyPairSync("ed25519");
const gateway = generateKeyPairSync("ed25519");
const rawOf = (key: typeof audit.publicKey) =>
  new Uint8Array(Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url"));
const noteKey = { name: NOTE_KEY_NAME, publicKey: rawOf(audit.publicKey) };

let folder = "";
let server: Server;
let url = "";
const asked: unknown[] = [];

/** A gateway that answers with one pack, and says no to any other key. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-cli-"));
  const { x } = gateway.publicKey.export({ format: "jwk" });
  await writeFile(file("audit.keys"), `${formatNoteKey(noteKey, sha256)}\n`);
  await writeFile(file("gateway.jwks.json"), JSON.stringify({ keys: [{ x }] }));
  await writeFile(file("proof.json"), JSON.stringify(pack().body.audit));
  server = createServer(async (request, response) => {
    asked.push(await json(request));
    const known = request.headers.authorization === "Bearer ask_demo_right";
    response.setHeader("content-type", "application/json");
    if (known) return response.end(JSON.stringify(pack()));
    return response.writeHead(401).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test("[AUD1] makes a pack of both sides' parts, says what is in it, and verifies it offline", async () => {
  const days = ["--since", "2026-11-22", "--until", "2026-11-23"];
  const scope = ["--conversation", CONVERSATION, ...days];
  expect(await make(...scope)).toMatchObject({ code: 0, err: "" });
  expect(asked.at(-1)).toMatchObject({
    scope: {
      conversation: CONVERSATION,
      since: Date.UTC(2026, 10, 22),
      until: Date.UTC(2026, 10, 24) - 1,
    },
    audit: { body: { format: PROOF_FORMAT } },
    canaries: null,
  });
  expect(JSON.parse(await readFile(file("pack.json"), "utf8"))).toEqual(pack());
  const keys = ["--gateway-keys", file("gateway.jwks.json"), "--audit-keys", file("audit.keys")];
  const verified = await runWith("evidence", "verify", file("pack.json"), ...keys);
  expect(verified).toMatchObject({ code: 0, err: "" });
  for (const line of [
    `digest         sha256:${evidenceDigest(pack().body, sha256)}`,
    "events         1 of 1 conversations, no text",
    "audit entries  1, each proven under a checkpoint that the gateway witnessed",
    `form           sha256:${"f".repeat(64)}`,
  ])
    expect(verified.out).toContain(line);
  expect(verified.out).not.toContain("Not all keys were given");
  const trusting = await runWith("evidence", "verify", file("pack.json"));
  expect(trusting.out).toContain("Not all keys were given");
});

test("[AUD1] [31] names what was changed, by exit code 1", async () => {
  const { body, signature } = pack();
  const cases: [unknown, string, string[]?][] = [
    [{ body: { ...body, machine: "0".repeat(64) }, signature }, "changed after the gateway signed"],
    [{ body: { ...body, audit: { ...body.audit, more: 1 } }, signature }, "no evidence pack"],
    [signed({ ...body, tenant: "other" }), "The collector's part is another tenant's"],
    [signed({ ...body, auditKeys: ["none"] }), "names no key of an audit log"],
    [pack(), "signed by a key that is none", ["--gateway-keys", file("strange.json")]],
  ];
  const strange = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  await writeFile(file("strange.json"), JSON.stringify({ keys: [strange] }));
  for (const [changed, words, more = []] of cases) {
    await writeFile(file("changed.json"), JSON.stringify(changed));
    const { code, err, out } = await runWith("evidence", "verify", file("changed.json"), ...more);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(words);
  }
});

test("[AUD1] [31] no key that is empty, or the beginning of the right one, passes for the gateway's", async () => {
  const { x = "" } = gateway.publicKey.export({ format: "jwk" });
  await writeFile(file("pack.json"), JSON.stringify(pack()));
  for (const short of ["", x.slice(0, 8)]) {
    await writeFile(file("short.json"), JSON.stringify({ keys: [{ x: short }] }));
    const keys = ["--gateway-keys", file("short.json")];
    const { code, err } = await runWith("evidence", "verify", file("pack.json"), ...keys);
    expect([code, err]).toEqual([1, expect.stringContaining("holds no keys of a gateway")]);
  }
  const verdict = (key: Uint8Array) =>
    verifyEvidence(pack(), { sha256, verify: verifyEd25519, gatewayKeys: [key], auditKeys: null });
  const whole = rawOf(gateway.publicKey);
  expect(verdict(whole)).toMatchObject({ ok: true });
  for (const key of [new Uint8Array(), whole.slice(0, 8)])
    expect(verdict(key)).toMatchObject({ ok: false, problem: "strange_key" });
});

test("says what to do about a file, a date or a key that is none", async () => {
  const refused = async (words: string[], text: string) => {
    const { code, err } = await runWith("evidence", ...words);
    expect(code).toBe(1);
    expect(err).toContain(text);
  };
  await refused(["verify", file("nothing")], "cannot be read");
  await refused(["verify", file("audit.keys")], "is not JSON");
  const keys = ["--audit-keys", file("proof.json")];
  await refused(["verify", file("pack.json"), ...keys], "holds no keys of an audit log");
  const made = ["make", "--audit", file("proof.json"), "--out", file("x.json"), "--gateway", url];
  await refused([...made, "--key", "ask_demo_wrong"], "the API key is not valid");
  expect((await runWith("evidence", "make")).code).toBe(2);
  expect((await runWith("evidence", ...made, "--since", "soon")).code).toBe(2);
});

const CONVERSATION = `cnv_${"0".repeat(26)}`;

function file(name: string): string {
  return join(folder, name);
}

function make(...scope: string[]) {
  const out = ["--audit", file("proof.json"), "--out", file("pack.json")];
  const at = ["--gateway", url, "--key", "ask_demo_right"];
  return runWith("evidence", "make", ...out, ...at, ...scope);
}

function pack(): EvidencePack {
  const at = 1_764_000_000_000;
  const entry = {
    tenant: "demo",
    number: 1,
    id: `act_${"0".repeat(26)}`,
    at,
    actor: "collector",
    action: "stored",
    subject: "tok_1",
    field: null,
    purpose: "capture",
    reference: "cap_1",
    result: "done",
  } as const;
  const tree = createTreeBuilder(sha256);
  tree.add(chainHash(FIRST_HASH, entry, sha256));
  const note = (text: string) => {
    const signature = new Uint8Array(sign(null, utf8(text), audit.privateKey));
    return formatNote(text, [{ key: noteKey, signature }], sha256);
  };
  const proof = {
    format: PROOF_FORMAT,
    tenant: "demo",
    madeAt: at,
    checkpoint: note(formatCheckpoint({ tenant: "demo", size: 1, root: tree.root(), at })),
    entries: [{ entry, previous: toBase64(FIRST_HASH), proof: [] }],
    form: "f".repeat(64),
  } satisfies EvidenceBody["audit"]["body"];
  return signed({
    format: EVIDENCE_FORMAT,
    tenant: "demo",
    scope: { conversation: CONVERSATION },
    madeAt: at,
    machine: "a".repeat(64),
    verdicts: [],
    conversations: [{ conversation: CONVERSATION, events: [{ seq: 1, at, type: "started" }] }],
    audit: { body: proof, statement: note(proofStatement(proof, sha256)) },
    auditKeys: [formatNoteKey(noteKey, sha256)],
    canaries: null,
  });
}

function signed(body: EvidenceBody): EvidencePack {
  const statement = evidenceStatement(evidenceDigest(body, sha256));
  const value = sign(null, statement, gateway.privateKey).toString("base64");
  return { body, signature: { key: toBase64(rawOf(gateway.publicKey)), value } };
}

async function runWith(...words: string[]) {
  let [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
  const code = await run(["node", "aside", ...words]);
  vi.restoreAllMocks();
  return { code, out, err };
}
