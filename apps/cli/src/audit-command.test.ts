import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chainHash,
  createTreeBuilder,
  entryLine,
  FIRST_HASH,
  formatCheckpoint,
  formatLogLine,
  formatNote,
  formatNoteKey,
  LOG_FORMAT,
  NOTE_KEY_NAME,
  utf8,
} from "@aside/audit-log";
import { sha256 } from "@aside/service";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "./main.ts";

let folder = "";
let lines: string[] = [];
const { privateKey, publicKey } = generateKeyPairSync("ed25519");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-cli-"));
  const { x = "" } = publicKey.export({ format: "jwk" });
  const key = { name: NOTE_KEY_NAME, publicKey: new Uint8Array(Buffer.from(x, "base64url")) };
  await writeFile(join(folder, "audit.keys"), `${formatNoteKey(key, sha256)}\n`);
  const tree = createTreeBuilder(sha256);
  lines = [formatLogLine({ format: LOG_FORMAT, tenant: "demo" })];
  let head = FIRST_HASH;
  for (let number = 1; number <= 4; number++) {
    const entry = {
      tenant: "demo",
      number,
      id: `act_${String(number).padStart(26, "0")}`,
      at: 1_764_000_000_000,
      actor: "collector",
      action: "stored",
      subject: "tok_1",
      field: null,
      purpose: "capture",
      reference: "cap_1",
      result: "done",
    } as const;
    head = chainHash(head, entry, sha256);
    tree.add(head);
    lines.push(formatLogLine(entryLine(entry, head)));
    if (number % 2 === 1) continue;
    const text = formatCheckpoint({ tenant: "demo", size: number, root: tree.root(), at: number });
    const signature = new Uint8Array(sign(null, utf8(text), privateKey));
    lines.push(formatLogLine({ checkpoint: formatNote(text, [{ key, signature }], sha256) }));
  }
});
afterAll(() => rm(folder, { recursive: true }));

test("[AUD1] [34] a whole log: what it holds and how much is signed for", async () => {
  const { code, out } = await verify(lines);
  expect(code).toBe(0);
  expect(out).toContain("entries      4, none missing, changed or moved");
  expect(out).toContain("signed for   4\n");
  expect(out).toContain("No checkpoint from elsewhere was given");
});

test("[34] [31] what is wrong first is named, with its place, and the exit code is 1", async () => {
  const changed = lines.map((line) => line.replace('"number":1', '"number":7'));
  expect(await verify(changed)).toMatchObject({
    code: 1,
    err: expect.stringContaining("line 2: entry 1 is missing"),
  });
  const checkpoints = join(folder, "kept.jsonl");
  await writeFile(checkpoints, lines[6] ?? "");
  expect(await verify(lines, "--checkpoints", checkpoints)).toMatchObject({ code: 0 });
  expect(await verify(lines.slice(0, 4), "--checkpoints", checkpoints)).toMatchObject({
    code: 1,
    err: expect.stringContaining("a checkpoint from elsewhere: the log is shorter"),
  });
  expect(await verify(lines, "--checkpoints", join(folder, "nothing"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("cannot be read"),
  });
  expect(await runWith("audit", "verify", join(folder, "nothing"), "--keys", keys())).toMatchObject(
    { code: 1, err: expect.stringContaining("cannot be read") },
  );
  expect(await runWith("audit", "verify", join(folder, "log"), "--keys", "/nowhere")).toMatchObject(
    { code: 1, err: expect.stringContaining("Name the collector's audit.keys") },
  );
});

const keys = () => join(folder, "audit.keys");

async function verify(file: readonly string[], ...more: string[]) {
  await writeFile(join(folder, "log"), file.join(""));
  return await runWith("audit", "verify", join(folder, "log"), "--keys", keys(), ...more);
}

async function runWith(...words: string[]) {
  let [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
  const code = await run(["node", "aside", ...words]);
  vi.restoreAllMocks();
  return { code, out, err };
}
