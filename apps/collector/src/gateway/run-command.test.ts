import { COMMAND_TYP, createId, TICKET_TYP } from "@aside/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestCollector, type TestCollector } from "../../test/harness.ts";
import { endOverdue } from "../sweeper.ts";

let at: TestCollector;
beforeAll(async () => {
  at = await startTestCollector();
});
afterAll(() => at.stop());

const OK = { status: 200, body: {} };
const OVER = { status: 410, body: { code: "capture_over" } };

describe("register", () => {
  test("is the same twice, and refuses another capture of the same id", async () => {
    const registration = at.registration(captureNumber(0));
    expect(await at.command(registration)).toEqual(OK);
    expect(await at.command(registration)).toEqual(OK);
    expect(await at.command({ ...registration, purpose: "other" })).toMatchObject({ status: 400 });
    expect(await at.command({ ...registration, tenant: "other" })).toMatchObject({ status: 400 });
  });

  test.each<[string, number, string, Record<string, unknown>]>([
    ["a class that is not known", 422, "unsupported_template", { template: template("card.pin") }],
    ["a template that is none", 422, "unsupported_template", { template: 7 }],
    ["a deadline that is far away", 400, "malformed", { deadline: Date.now() + 48 * 3_600_000 }],
    ["a deadline that is over", 410, "capture_over", { deadline: Date.now() - 120_000 }],
    ["a tenant that is not known", 404, "unknown_capture", { tenant: "nobody" }],
    ["a member too many", 400, "malformed", { admin: true }],
    ["a zero character", 400, "malformed", { requestedBy: "a\0b" }],
  ])("%s: %i %s", async (_, status, code, more) => {
    const registration = at.registration(captureNumber(7), more);
    expect(await at.command(registration)).toMatchObject({ status, body: { code } });
  });

  test("[10] a command must be one: not a ticket, not longer than a minute, not another body", async () => {
    const registration = at.registration(captureNumber(8));
    const jose = { "content-type": "application/jose" };
    const invalid = { status: 401, body: { code: "ticket_invalid" } };
    expect(
      await at.send("/v1/commands", await at.sign(TICKET_TYP, registration, 60), jose),
    ).toMatchObject(invalid);
    expect(
      await at.send("/v1/commands", await at.sign(COMMAND_TYP, registration, 61), jose),
    ).toMatchObject(invalid);
    expect(await at.send("/v1/commands", "4111111111111111", jose)).toMatchObject(invalid);
    expect(await at.send("/v1/commands", registration)).toMatchObject({
      status: 400,
      body: { code: "malformed" },
    });
  });
});

test("[22] [38] wrong signatures are not limited, as who shares the gateway's address could stop it so; nor do they fill the log", async () => {
  const jose = { "content-type": "application/jose" };
  const told = () => at.lines.filter((line) => line.includes("command refused")).length;
  const before = told();
  const [signed, other] = [await at.sign(COMMAND_TYP, {}, 60), await at.sign(COMMAND_TYP, {}, 59)];
  const wrong = signed.replace(/[^.]+$/, other.split(".")[2] ?? "");
  for (let times = 0; times < 60; times += 1)
    expect(await at.send("/v1/commands", wrong, jose)).toMatchObject({
      status: 401,
    });
  expect(told() - before).toBeGreaterThan(0);
  expect(told() - before).toBeLessThan(40);
  expect(await at.command(at.registration(captureNumber(11)))).toEqual(OK);
});

describe("void and extend", () => {
  test("[CAP1] a void ends it once; the form hears so; a second void of another kind changes nothing", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    expect(await voided(capture, "cancelled")).toEqual(OK);
    expect(await voided(capture, "declined")).toEqual(OK);
    expect(await at.state(capture, form.reply.jti)).toMatchObject({ body: { state: "cancelled" } });
    expect(await at.submit(capture, at.seal(form))).toMatchObject(OVER);
    expect(await at.submit(capture, at.seal(form, { "card.pan": "1" }))).toMatchObject(OVER);
    expect(await extended(capture, at.now() + 60_000)).toMatchObject(OVER);
    await at.gateway.until(() => at.gateway.of(capture).length === 2);
    expect(
      at.gateway.of(capture).map(({ type, ...rest }) => [type, "outcome" in rest && rest.outcome]),
    ).toEqual([
      ["capture.opened", false],
      ["capture.ended", "cancelled"],
    ]);
  });

  test("a void after completion changes nothing", async () => {
    const capture = await at.register();
    const form = await at.open(capture);
    await at.submit(capture, at.seal(form));
    expect(await voided(capture, "expired")).toEqual(OK);
    expect(await at.state(capture, form.reply.jti)).toMatchObject({ body: { state: "completed" } });
  });

  test("[CAP1] [31] a gateway that was put back to before it heard the end hears it again: how it ended, and with what result", async () => {
    const outcomes = ["completed", "declined", "expired"] as const;
    for (const outcome of outcomes) {
      const capture = await at.register();
      const form = await at.open(capture);
      if (outcome === "completed") await at.submit(capture, at.seal(form));
      else await voided(capture, outcome);
      await at.gateway.until(() => endsOf(capture).length === 1);
      await delivered(capture);
      for (const intent of ["expired", "cancelled"])
        expect(await voided(capture, intent)).toEqual(OK);
      const ends = () => at.gateway.of(capture).filter(({ type }) => type === "capture.ended");
      await at.gateway.until(() => ends().length === 2);
      const [heard, again] = ends();
      expect(again).toEqual({ ...heard, at: expect.any(Number) });
      expect(again).toMatchObject({ outcome });
      await delivered(capture);
    }
  });

  test("[CAP1] [31] of what was erased since it hears the end without a result", async () => {
    const capture = await at.register();
    await at.submit(capture, at.seal(await at.open(capture)));
    await at.gateway.until(() => endsOf(capture).length === 1);
    await delivered(capture);
    const by = { actor: "operator", reference: "dsr-1" };
    const { vault } = at.collector;
    await vault.shred({ tenant: "demo", scope: { kind: "tenant" }, ...by });
    await voided(capture, "expired");
    await at.gateway.until(() => endsOf(capture).length === 2);
    const last = at.gateway.of(capture).at(-1);
    expect(last).toMatchObject({ type: "capture.ended", outcome: "completed" });
    expect(last).not.toHaveProperty("result");
  });

  test("[TEN1] a void of another tenant's capture, or of none, is unknown_capture", async () => {
    const capture = await at.register();
    const unknown = { status: 404, body: { code: "unknown_capture" } };
    const command = { command: "void", tenant: "other", capture, intent: "cancelled" };
    expect(await at.command(command)).toMatchObject(unknown);
    expect(await voided(captureNumber(9), "cancelled")).toMatchObject(unknown);
    expect(await at.state(capture, "none")).toMatchObject(unknown);
  });

  test("an extension moves the deadline forward, never back", async () => {
    const capture = await at.register();
    const { reply } = await at.open(capture);
    const later = reply.deadline + 60_000;
    expect(await extended(capture, later)).toEqual(OK);
    expect(await extended(capture, reply.deadline)).toEqual(OK);
    expect(await at.state(capture, reply.jti)).toMatchObject({
      body: { state: "open", deadline: later },
    });
    expect(await extended(capture, at.now() + 30 * 3_600_000)).toMatchObject({ status: 400 });
  });

  test("[CAP1] void and submit at once: one of them, and everybody hears the same", async () => {
    for (let round = 0; round < 12; round += 1) {
      const capture = await at.register();
      const form = await at.open(capture);
      const envelope = at.seal(form);
      const [submitted] = await Promise.all([
        at.submit(capture, envelope),
        voided(capture, "cancelled"),
      ]);
      await at.gateway.until(() => endsOf(capture).length > 0);
      const outcome = submitted.status === 200 ? "completed" : "cancelled";
      expect(submitted.status === 200 || submitted.status === 410).toBe(true);
      expect(endsOf(capture)).toEqual([outcome]);
      expect(await at.state(capture, form.reply.jti)).toMatchObject({ body: { state: outcome } });
    }
  });
});

describe("the deadline", () => {
  test("[CAP1] nobody voids it: it expires by itself after the grace, and a late submission is told so", async () => {
    const [left, late] = [await at.register(), await at.register()];
    const forms = { left: await at.open(left), late: await at.open(late) };
    at.advance(329_000);
    expect(await at.submit(left, at.seal(forms.left))).toMatchObject({ status: 200 });
    at.advance(2_000);
    expect(await at.submit(late, at.seal(forms.late))).toMatchObject(OVER);
    await endOverdue(at.collector);
    await at.gateway.until(() => endsOf(late).length === 1 && endsOf(left).length === 1);
    expect([endsOf(left), endsOf(late)]).toEqual([["completed"], ["expired"]]);
  });

  test("the sweeper ends what is overdue and nothing else", async () => {
    const [one, two] = [await at.register(), await at.register({ deadline: at.now() + 3_600_000 })];
    at.advance(331_000);
    await endOverdue(at.collector);
    await at.gateway.until(() => endsOf(one).length === 1);
    expect([endsOf(one), endsOf(two)]).toEqual([["expired"], []]);
  });
});

function voided(capture: string, intent: string) {
  return at.command({ command: "void", tenant: "demo", capture, intent });
}

function extended(capture: string, deadline: number) {
  return at.command({ command: "extend", tenant: "demo", capture, deadline });
}

function endsOf(capture: string) {
  return at.gateway
    .of(capture)
    .flatMap((each) => (each.type === "capture.ended" ? [each.outcome] : []));
}

function captureNumber(number: number) {
  return createId("cap", new Uint8Array(16).fill(number));
}

function template(fieldClass: string) {
  return {
    id: "t",
    version: 1,
    title: "T",
    fields: [{ name: "a", class: fieldClass, required: true }],
  };
}

/** Nothing of it is in the outbox any more. */
async function delivered(capture: string) {
  const waiting = async () =>
    await at.collector.database.withTenant(
      "demo",
      (sql) => sql`select 1 from collector_outbox where capture = ${capture}`,
    );
  await vi.waitUntil(async () => (await waiting()).length === 0, { timeout: 10_000 });
}
