import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { utf8 } from "../src/bytes.ts";
import { chainHash, FIRST_HASH } from "../src/chain.ts";
import { formatCheckpoint, NOTE_KEY_NAME } from "../src/checkpoint.ts";
import type { Entry } from "../src/entry.ts";
import { entryLine, formatLogLine, LOG_FORMAT } from "../src/log-file.ts";
import { formatNote, formatNoteKey, parseNote, parseNoteKey } from "../src/signed-note.ts";
import { createTreeBuilder } from "../src/tree-builder.ts";
import { verifyLog } from "../src/verify-log.ts";

const sha256 = (data: Uint8Array) => new Uint8Array(createHash("sha256").update(data).digest());
const [ours, theirs] = [keyOf(1), keyOf(2)];
const tools = {
  keys: [ours.key],
  sha256,
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
    const x = Buffer.from(publicKey).toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, message, key, signature);
  },
};

describe("an exported log", () => {
  test("[AUD1] [34] whole: how long it is and how much of it is signed for", async () => {
    const { lines, notes } = makeLog(7, [3, 5]);
    expect(await verifyLog(lines, notes, tools)).toMatchObject({
      ok: true,
      tenant: "demo",
      size: 7,
      checkpoints: 4,
      covered: 5,
    });
  });

  test("[34] a changed, removed, repeated or moved entry is named", async () => {
    const { lines } = makeLog(7, [3, 7]);
    const change = (at: number, ...put: string[]) => lines.toSpliced(at, 1, ...put);
    const altered = (lines[2] ?? "").replace('"read"', '"erased"');
    const cases: [string[], string, number][] = [
      [change(2, altered), "wrong_hash", 2],
      [change(2), "wrong_number", 2],
      [change(2, lines[2] ?? "", lines[2] ?? ""), "wrong_number", 3],
      [lines.toSpliced(1, 2, lines[2] ?? "", lines[1] ?? ""), "wrong_number", 1],
    ];
    for (const [file, problem, number] of cases) {
      expect(await verifyLog(file, [], tools)).toMatchObject({ ok: false, problem, number });
    }
  });

  test("[34] [31] an end cut off, with its checkpoints, is found by a checkpoint kept elsewhere", async () => {
    const { lines, notes } = makeLog(7, [3, 7]);
    const cut = lines.slice(0, 5);
    expect(await verifyLog(cut, [], tools)).toMatchObject({ ok: true, size: 3 });
    expect(await verifyLog(cut, notes, tools)).toEqual({
      ok: false,
      problem: "log_short",
      line: null,
      number: 7,
    });
    const inside = lines.filter((_, index) => ![6, 7, 8].includes(index));
    expect(await verifyLog(inside, [], tools)).toMatchObject({ problem: "log_short", number: 7 });
  });

  test("[34] [31] a log made anew, hashes and all, is not the one that was signed over", async () => {
    const { notes } = makeLog(7, [3]);
    const other = makeLog(7, [], { reference: "elsewhere" });
    expect(await verifyLog(other.lines, [], tools)).toMatchObject({ problem: "no_checkpoint" });
    expect(await verifyLog(other.lines, notes, tools)).toMatchObject({
      problem: "checkpoint_differs",
      number: 3,
    });
    const forged = makeLog(7, [3], { reference: "elsewhere", by: theirs });
    expect(await verifyLog(forged.lines, [], tools)).toMatchObject({
      problem: "checkpoint_unsigned",
    });
  });

  test("[34] lines that are none, and another tenant's, are refused", async () => {
    const { lines } = makeLog(3, [3]);
    const swapped = lines.map((line, index) =>
      index === 0 ? line.replace("demo", "other") : line,
    );
    expect(await verifyLog(swapped, [], tools)).toMatchObject({ problem: "wrong_tenant", line: 2 });
    for (const bad of [[], ["{}"], lines.slice(1), [...lines, "{"], [...lines, lines[0] ?? ""]]) {
      expect(await verifyLog(bad, [], tools)).toMatchObject({ problem: "malformed" });
    }
  });
});

test("[AUD1] a key's text form comes back, and with another id it is none", () => {
  const text = formatNoteKey(ours.key, sha256);
  expect(text).toMatch(/^aside-audit\+[0-9a-f]{8}\+/);
  expect(parseNoteKey(text, sha256)).toEqual(ours.key);
  expect(parseNoteKey(text.replace(/\+[0-9a-f]{8}\+/, "+00000000+"), sha256)).toBeNull();
});

test("[AUD1] a note is read as C2SP's own example is", () => {
  const note = [
    "This is an example message.",
    "",
    "— example.com/foo Foswvv6//tLiHgQOBI+hhuk/h1jPU5PhNsVFh4+xuTjEf5I4IL2wuQZo/dQ3QbSKB4rvUtCkE6bbypCCAL4eqcKBSAA=",
    "",
  ].join("\n");
  expect(parseNote(note)).toMatchObject({
    text: "This is an example message.\n",
    signatures: [{ name: "example.com/foo" }],
  });
});

function makeLog(
  count: number,
  sizes: readonly number[],
  { reference = "cap_1", by = ours }: { reference?: string; by?: ReturnType<typeof keyOf> } = {},
) {
  const lines = [formatLogLine({ format: LOG_FORMAT, tenant: "demo" })];
  const notes: string[] = [];
  const tree = createTreeBuilder(sha256);
  let head = FIRST_HASH;
  for (let number = 1; number <= count; number++) {
    const made: Entry = {
      tenant: "demo",
      number,
      id: `act_${String(number).padStart(26, "0")}`,
      at: 1_764_000_000_000 + number,
      actor: "collector",
      action: "read",
      subject: "tok_demo",
      field: number % 2 === 0 ? "card.pan" : null,
      purpose: "reveal",
      reference,
      result: "done",
    };
    head = chainHash(head, made, sha256);
    tree.add(head);
    lines.push(formatLogLine(entryLine(made, head)));
    if (!sizes.includes(number)) continue;
    const text = formatCheckpoint({ tenant: "demo", size: number, root: tree.root(), at: made.at });
    const signature = new Uint8Array(sign(null, utf8(text), by.privateKey));
    const note = formatNote(text, [{ key: by.key, signature }], sha256);
    notes.push(note);
    lines.push(formatLogLine({ checkpoint: note }));
  }
  return { lines, notes };
}

function keyOf(seed: number) {
  const pkcs8 = Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"),
    Buffer.alloc(32, seed),
  ]);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const publicKey = new Uint8Array(Buffer.from(x, "base64url"));
  return { privateKey, key: { name: NOTE_KEY_NAME, publicKey } };
}
