import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  consistencyPath,
  createTreeBuilder,
  formatCheckpoint,
  formatNote,
  formatNoteKey,
  leafHash,
  NOTE_KEY_NAME,
  rangeHash,
  toBase64,
  utf8,
} from "@aside/audit-log";
import { WITNESS_PATH, witnessReply, type WitnessLetter } from "@aside/protocol";
import { sha256 } from "@aside/service";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { auditCommand } from "../src/commands/audit.ts";
import { gatewaySettings } from "../src/settings.ts";
import { startSystem, type System } from "./system.ts";

let system: System;
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519").privateKey;
const { x = "" } = publicKey.export({ format: "jwk" });
const key = { name: NOTE_KEY_NAME, publicKey: new Uint8Array(Buffer.from(x, "base64url")) };

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aside-witness-"));
  const auditKeys = join(folder, "audit.keys");
  await writeFile(auditKeys, `${formatNoteKey(key, sha256)}\n`);
  system = await startSystem({ auditKeys });
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

describe("the witness of the collector's audit logs", () => {
  test("[AUD1] takes what grew from what it holds, and says where to prove from", async () => {
    expect(await tell(letter("demo", 0, 0))).toEqual({ verdict: "held", held: null });
    expect(await tell(letter("demo", 10))).toMatchObject({ verdict: "held", held: { size: 10 } });
    expect(await tell(letter("demo", 10))).toMatchObject({ verdict: "held" });
    expect(await tell(letter("demo", 25))).toMatchObject({ verdict: "stale", held: { size: 10 } });
    expect(await tell(letter("demo", 25, 10))).toMatchObject({ verdict: "held" });
    expect(await tell(letter("demo", 10))).toMatchObject({ verdict: "stale", held: { size: 25 } });
    expect(await ready()).toEqual({ status: 200, audit: "ok" });
    const response = await fetch(`${system.node.url}${WITNESS_PATH}?after=10`, {
      headers: { authorization: `Bearer ${system.apiKey}` },
    });
    expect(await response.json()).toMatchObject({ checkpoints: [{ size: 25 }], more: false });
    expect((await fetch(`${system.node.url}${WITNESS_PATH}`)).status).toBe(401);
  });

  test("[31] [34] refuses a log put back, another log and a strange signature, and raises an alarm until an operator decides", async () => {
    await tell(letter("shop", 20));
    const later = { at: 9_000_000_000_000 };
    expect(await tell(letter("shop", 12, 12, later))).toMatchObject({
      verdict: "rolled_back",
      held: { size: 20 },
    });
    expect(await tell(letter("shop", 30, 20, { fork: 5 }))).toMatchObject({ verdict: "differs" });
    expect(await tell(letter("shop", 20, 20, { fork: 5 }))).toMatchObject({ verdict: "differs" });
    expect(await tell(letter("shop", 30, 20, { by: stranger }))).toMatchObject({
      verdict: "unsigned",
    });
    const moved = { ...letter("demo", 40), tenant: "shop" };
    expect(await tell(moved)).toMatchObject({ verdict: "unsigned", held: { size: 20 } });

    expect(await ready()).toEqual({ status: 200, audit: "alarm" });
    const logged = system.node.log.filter((line) => line.includes('"audit log differs"'));
    expect(logged).toHaveLength(5);
    expect(await (await fetch(`${system.node.url}/metrics`)).text()).toContain(
      'audit_letters_total{verdict="rolled_back"} 1',
    );
    const said = await command("alarms", "shop");
    expect(said.map((line) => line.split("\t")[0])).toEqual(["rolled_back", "differs", "unsigned"]);

    await command("accept", "shop");
    expect(await ready()).toEqual({ status: 200, audit: "ok" });
    expect(await tell(letter("shop", 12, 0, { fork: 5 }))).toMatchObject({ verdict: "held" });
    expect(await command("checkpoints", "shop")).toHaveLength(1);
  });

  test("[8] [34] takes no letter that the collector has not signed", async () => {
    const body = JSON.stringify(letter("demo", 50));
    const url = system.node.url + WITNESS_PATH;
    expect((await fetch(url, { method: "POST", body })).status).toBe(400);
    const headers = {
      "webhook-id": "wit_1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
      "webhook-signature": `v1a,${Buffer.alloc(64).toString("base64")}`,
    };
    expect((await fetch(url, { method: "POST", body, headers })).status).toBe(401);
  });
});

async function tell(given: WitnessLetter) {
  const response = await system.collector.post(system.node.url + WITNESS_PATH, given);
  return witnessReply.parse(await response.json());
}

function letter(
  tenant: string,
  size: number,
  after = 0,
  { fork = 0, at = 1_764_000_000_000 + size, by = privateKey }: Forging = {},
): WitnessLetter {
  if (size === 0) return { tenant, note: null, after, proof: [] };
  const leaves = Array.from({ length: size }, (_, index) =>
    sha256(utf8(`${tenant} ${index} ${index < fork ? "other" : ""}`)),
  );
  const tree = createTreeBuilder(sha256);
  for (const leaf of leaves) tree.add(leaf);
  const known = ({ from, to }: { from: number; to: number }) =>
    to - from === 1 ? leafHash(leaves[from] ?? new Uint8Array(), sha256) : undefined;
  const proof = consistencyPath(after, size).map((range) =>
    toBase64(rangeHash(range, known, sha256) ?? new Uint8Array()),
  );
  const text = formatCheckpoint({ tenant, size, root: tree.root(), at });
  const signature = new Uint8Array(sign(null, utf8(text), by));
  return { tenant, note: formatNote(text, [{ key, signature }], sha256), after, proof };
}

interface Forging {
  fork?: number;
  at?: number;
  by?: KeyObject;
}

async function ready() {
  const response = await fetch(`${system.node.url}/readyz`);
  const body = z.object({ alarms: z.object({ audit: z.string() }) }).parse(await response.json());
  return { status: response.status, audit: body.alarms.audit };
}

async function command(verb: string, log: string): Promise<string[]> {
  const lines: string[] = [];
  const { database } = system.node;
  const desk = { database, settings: gatewaySettings({}), input: async () => "", now: Date.now };
  await auditCommand({ ...desk, say: (line) => void lines.push(line) }, [verb, log]);
  return lines;
}
