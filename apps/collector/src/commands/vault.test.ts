import { createPublicKey } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { loadCallbackKeys } from "../callback/callback-key.ts";
import { RECEIPT_TYP } from "./receipt.ts";
import { shareCommand } from "./share.ts";
import { vaultCommand, type VaultDesk } from "./vault.ts";

let at: TestCollector;
let desk: VaultDesk;
beforeAll(async () => {
  at = await startTestCollector();
  const [key] = await loadCallbackKeys(join(at.folder, "collector", "keys", "callback"));
  if (key === undefined) throw new Error("no key");
  const { database, vault } = at.collector;
  desk = { database, vault, receipts: { key, issuer: "https://collector.example" } };
});
afterAll(() => at.stop());

const wrong = { code: "wrong_settings" };

describe("erase", () => {
  test("of a person: a receipt, and the same signed by a key that is published", async () => {
    const capture = await at.register({ subject: "cust-81" });
    await at.submit(capture, at.seal(await at.open(capture)));
    const words = [
      "--tenant",
      "demo",
      "--subject",
      "cust-81",
      "--by",
      "ana",
      "--reference",
      "dsr-9",
    ];
    const exported = await run("export", words);
    expect(exported).toMatchObject({ subject: "cust-81", records: [{ capture, class: "card" }] });
    expect(JSON.stringify(exported)).not.toContain("411111");

    const { receipt, signed } = z
      .object({ receipt: z.record(z.string(), z.unknown()), signed: z.string() })
      .parse(await run("erase", words));
    expect(receipt).toEqual({
      tenant: "demo",
      scope: { kind: "subject", subject: "cust-81" },
      actor: "operator:ana",
      reference: "dsr-9",
      at: expect.any(Number),
      records: 1,
      keys: 1,
      tenantKeys: 0,
    });
    const { payload, protectedHeader } = await jwtVerify(
      signed,
      createPublicKey(desk.receipts.key.privateKey),
      { issuer: "https://collector.example", typ: RECEIPT_TYP },
    );
    expect(protectedHeader.kid).toBe(desk.receipts.key.kid);
    expect(payload).toMatchObject(receipt);
    expect(await run("export", words)).toMatchObject({ records: [] });
  });

  test.each([
    ["nothing is said to be erased", ["--tenant", "demo"]],
    ["two things are", ["--tenant", "demo", "--class", "card", "--all"]],
    ["the tenant is missing", ["--all"]],
    ["a text is no token of the tenant's", ["--tenant", "demo", "--token", "4111111111111111"]],
    ["a class is none", ["--tenant", "demo", "--class", "cards"]],
    ["a month is none", ["--tenant", "demo", "--month", "November"]],
    ["a year has no such month", ["--tenant", "demo", "--month", "2026-13"]],
    ["there is no such tenant, so that no receipt says it was done", ["--tenant", "dmeo", "--all"]],
    ["a word is too many", ["--tenant", "demo", "--all", "now"]],
    ["an option is not known", ["--tenant", "demo", "--everything"]],
    ["a name has spaces", ["--tenant", "demo", "--all", "--by", "Ana Doe"]],
  ])("is refused where %s, and no word of it is repeated", async (_, words) => {
    const error: unknown = await run("erase", words).catch((reason: unknown) => reason);
    expect(error).toMatchObject(wrong);
    expect(String(error)).not.toMatch(/4111|cards|November|Ana/);
  });
});

test("rotate keys, capture-keys; report counts; both can be written to a file", async () => {
  const capture = await at.register();
  await at.submit(capture, at.seal(await at.open(capture)));
  expect(await run("rotate", ["keys", "--tenant", "demo"])).toEqual({
    renewed: 1,
    rewrapped: 1,
    destroyed: 0,
  });
  const { kid } = at.collector.vault.captureKeys.current("xc20p") ?? {};
  expect(await run("rotate", ["capture-keys"])).toEqual({ renewed: true });
  expect(at.collector.vault.captureKeys.current("xc20p")?.kid).not.toBe(kid);
  await expect(run("rotate", ["root"])).rejects.toMatchObject({ code: "nothing_to_rotate_to" });
  await expect(run("rotate", ["tyres"])).rejects.toMatchObject(wrong);
  const path = join(at.folder, "report.json");
  expect(await vaultCommand(desk, "report", ["--out", path])).toBe(`written to ${path}`);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
    lines: [{ class: "card", policy: "p1", records: 1, overdue: 0, erased: 0 }],
  });
});

test("[3.7.6] a custodian's share is written for its owner only, never over another", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aside-share-"));
  const path = join(folder, "share");
  const said = await shareCommand(["1", path]);
  const text = await readFile(path, "utf8");
  expect(said).toBe(`share 1 is written; its check value is ${text.trim().split(":")[2]}`);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  for (const words of [["1", path], ["3", join(folder, "x")], ["2"], []]) {
    await expect(shareCommand(words)).rejects.toMatchObject(wrong);
  }
  await rm(folder, { recursive: true });
});

async function run(
  verb: "erase" | "export" | "report" | "rotate",
  words: readonly string[],
): Promise<unknown> {
  const answer: unknown = JSON.parse(await vaultCommand(desk, verb, words));
  return answer;
}
