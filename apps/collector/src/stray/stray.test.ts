import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createRecorder, loadAuditKeys } from "@aside/audit";
import { COMMAND_TYP, createId, sealingKeyReply, strayContext } from "@aside/protocol";
import {
  createEphemeral,
  decodeFields,
  encodeFields,
  fromBase64url,
  sealSpan,
  toBase64url,
} from "@aside/seal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CARD, PARENT, startTestCollector, type TestCollector } from "../../test/harness.ts";
import { openCapture } from "../capture/open.ts";
import { submitCapture } from "../capture/submit.ts";
import { releaseStray } from "./release.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

const conversation = createId("cnv", new Uint8Array(16));
const newMessage = () => createId("msg", randomBytes(16));

/** As the gateway seals it. */
async function sealed(message: string, change: { until?: number; tenant?: string } = {}) {
  const response = await fetch(`${at.url}/v1/sealing-key`);
  const { kid, publicKey } = sealingKeyReply.parse(await response.json());
  const stray = { message, until: change.until ?? at.now() + 60_000, bound: "CARD_NUMBER:19" };
  const fields = {
    [`t.${message}.0`]: "my card is 4111 1111 1111 1111",
    "v.CARD_NUMBER": "4111111111111111",
  };
  const bytes = encodeFields(
    Object.entries(fields).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  );
  const key = { kid, publicKey: fromBase64url(publicKey) ?? new Uint8Array() };
  const about = { tenant: change.tenant ?? "demo", conversation };
  return { ...stray, sealed: toBase64url(sealSpan(key, bytes, strayContext(about, stray))) };
}

async function release(stray: object) {
  const claims = { command: "release", tenant: "demo", conversation, stray };
  const response = await fetch(`${at.url}/v1/strays/release`, {
    method: "POST",
    headers: { "content-type": "application/jose" },
    body: await at.sign(COMMAND_TYP, claims, 60),
  });
  const body = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    texts: response.ok
      ? decodeFields(body).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])
      : [],
  };
}

const { "card.pan": _, ...REST } = CARD;

/** What is on record of a message, in order. */
async function acts(message: string): Promise<string[]> {
  const rows = await at.collector.database.withTenant(
    "demo",
    (sql) => sql<{ action: string }[]>`
      select action from (
        select 1 as part, number as place, action, subject from audit_entry
        union all select 2, place, action, subject from audit_pending) acts
      where subject = ${message} order by part, place`,
  );
  return rows.map(({ action }) => action);
}

describe("what was cut out of the chat", () => {
  test("[14] [AUD1] is released as it was written, again for a repeated request, on record each time", async () => {
    const message = newMessage();
    const stray = await sealed(message);
    const whole = { status: 200, texts: [[`t.${message}.0`, "my card is 4111 1111 1111 1111"]] };
    expect(await release(stray)).toEqual(whole);
    expect(await release(stray)).toEqual(whole);
    expect(await acts(message)).toEqual(["stray.released", "stray.released"]);
    const logged = at.lines.join("\n");
    expect(logged).not.toMatch(/4111[ -]?1111/);
  });

  test("[14] [34] [AUD1] while the audit log is in doubt nothing of it is released or taken along, and the form is there without it", async () => {
    const keys = await loadAuditKeys(join(at.folder, "collector", "keys", "audit"));
    const doubting = { ...at.collector, audit: createRecorder(keys, () => true) };
    const message = newMessage();
    const stray = await sealed(message);
    const claims = { command: "release", tenant: "demo", conversation, stray };
    await expect(
      releaseStray(await at.sign(COMMAND_TYP, claims, 60), doubting),
    ).rejects.toMatchObject({ code: "unavailable" });

    const capture = await at.register({ stray });
    const form = createEphemeral();
    const opened = await openCapture(
      {
        ticket: await at.ticket(capture),
        epk: toBase64url(form.publicKey),
        suite: "xc20p",
        parentOrigin: PARENT,
      },
      doubting,
    );
    expect(opened.prefilled).toBeUndefined();
    const envelope = at.seal({ reply: opened, ephemeral: form }, { "card.pan": "", ...REST });
    expect(await submitCapture({ capture, envelope }, doubting)).toMatchObject({
      outcome: "invalid",
    });
    expect(await acts(message)).toEqual([]);

    // The log holds again.
    expect(await at.submit(capture, envelope)).toMatchObject({ body: { outcome: "stored" } });
    expect(await acts(message)).toEqual(["stray.taken"]);
  });

  test("is released to nobody else: another tenant's, another time, over its time", async () => {
    expect((await release(await sealed(newMessage(), { tenant: "other" }))).status).toBe(400);
    const moved = { ...(await sealed(newMessage())), until: at.now() + 3_600_000 };
    expect((await release(moved)).status).toBe(400);
    expect((await release(await sealed(newMessage(), { until: at.now() - 61_000 }))).status).toBe(
      410,
    );
  });

  test("[14] [BND2] is taken along by a capture: the form shows its last four digits, and stores it where the field was left empty", async () => {
    const message = newMessage();
    const stray = await sealed(message);
    const capture = await at.register({ stray });
    const form = await at.open(capture);
    expect(form.reply.prefilled).toEqual([{ name: "card.pan", display: "•••• 1111" }]);
    expect(await at.submit(capture, at.seal(form, { "card.pan": "", ...REST }))).toEqual({
      status: 200,
      body: { outcome: "stored", display: "Visa •••• 1111" },
    });
    expect((await release(stray)).status).toBe(410);
    const rows = await at.collector.database.withTenant(
      "demo",
      (sql) => sql`select verb, sealed from collector_stray where message = ${message}`,
    );
    expect([...rows]).toEqual([{ verb: "taken", sealed: null }]);
  });

  test("gives way to what the customer enters, and a repeated registration is the same", async () => {
    const capture = createId("cap", randomBytes(16));
    const stray = await sealed(newMessage());
    const deadline = at.now() + 60_000;
    for (const more of [{ stray }, { stray }, {}])
      expect((await at.command(at.registration(capture, { deadline, ...more }))).status).toBe(200);
    const form = await at.open(capture);
    const entered = { ...CARD, "card.pan": "5555 5555 5555 4444" };
    expect(await at.submit(capture, at.seal(form, entered))).toMatchObject({
      body: { outcome: "stored", display: "Mastercard •••• 4444" },
    });
  });

  test("what was released is offered by no form, nor what no field takes", async () => {
    const released = await sealed(newMessage());
    await release(released);
    const capture = await at.register({ stray: released });
    expect((await at.open(capture)).reply.prefilled).toBeUndefined();
  });
});
