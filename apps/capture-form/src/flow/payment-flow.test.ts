import { cardTemplate } from "@aside/fields";
import type { ChargeState } from "@aside/protocol";
import { describe, expect, test, vi } from "vitest";
import {
  failed,
  fakeClock,
  fakeCollector,
  fakeSealer,
  NOW,
  ok,
  openReply,
} from "../../test/fake-ports.ts";
import { createCaptureFlow, type CaptureFlow } from "./capture-flow.ts";

describe("a payment within the form", () => {
  const charge = (state: ChargeState) => ok({ outcome: "charge" as const, charge: state });
  const open = (state: ChargeState) =>
    ok({ state: "open" as const, deadline: NOW + 300_000, now: NOW, charge: state });
  const completed = ok({ state: "completed" as const, deadline: NOW + 300_000, now: NOW });
  const PAID = ok({ outcome: "stored" as const, display: "Visa •••• 1111", paid: true as const });

  test("authorised: it says so", async () => {
    const { flow } = await submitted([PAID]);
    expect(flow.view().flow).toEqual({ state: "stored", display: "Visa •••• 1111", paid: true });
  });

  test("declined: the form stays with what was typed, and another card is sealed anew", async () => {
    const declined = charge({ state: "declined", reason: "insufficient_funds" });
    const { flow, api } = await submitted([declined, PAID]);
    expect(flow.view().flow).toMatchObject({ state: "form", declined: "insufficient_funds" });
    expect(flow.model()?.text("card.pan")).toBe("4111 1111 1111 1111");
    await flow.submit();
    const sent = api.calls.filter(({ call }) => call === "submit");
    expect(sent).toMatchObject([{ envelope: { n: "1" } }, { envelope: { n: "2" } }]);
  });

  test("a bank's question is shown at the collector's own page, until the collector says that it is over", async () => {
    const at = await submitted([charge({ state: "challenge" }), PAID], {
      state: [open({ state: "challenge" }), completed],
    });
    const { flow, api } = at;
    const url = "/challenge/cap_00000000000000000000000000?jti=ticket-1";
    expect(flow.view().flow).toMatchObject({ state: "challenge", url });
    await asked(at);
    expect(flow.view().flow).toMatchObject({ state: "challenge", url });
    await asked(at);
    await vi.waitUntil(() => flow.view().flow.state === "stored");
    expect(flow.view().flow).toEqual({ state: "stored", display: "Visa •••• 1111", paid: true });
    const sent = api.calls.filter(({ call }) => call === "submit");
    expect(sent).toMatchObject([{ envelope: { n: "1" } }, { envelope: { n: "1" } }]);
  });

  test("[16] opened again while the bank asks, here or on another device, it goes on from there", async () => {
    const template = { ...cardTemplate, charge: { destination: "psp" } };
    for (const [state, shown] of [
      ["challenge", "challenge"],
      ["pending", "charging"],
    ] as const) {
      const flow = flowOf({ open: [ok(openReply({}, template))], state: [open({ state })] });
      await flow.open("t2", "https://shop.example");
      expect(flow.view().flow.state).toBe(shown);
    }
    const declined = open({ state: "declined", reason: "card_declined" });
    const flow = flowOf({ open: [ok(openReply({}, template))], state: [declined] });
    await flow.open("t3", "https://shop.example");
    expect(flow.view().flow).toEqual({ state: "form", capture: expect.anything() });
  });

  test("[CAP1] sent while another device pays, it is not called failed: it waits for that payment", async () => {
    const { flow } = await submitted([failed("different_submission")], {
      state: [open({ state: "pending" }), completed],
    });
    expect(flow.view().flow.state).toBe("charging");
    const declined = open({ state: "declined", reason: "card_declined" });
    const other = await submitted([failed("different_submission"), PAID], { state: [declined] });
    expect(other.flow.view().flow.state).toBe("form");
    await other.flow.submit();
    expect(other.flow.view().flow).toMatchObject({ state: "stored", paid: true });
  });

  test("a code that is gone is asked for alone", async () => {
    const at = await submitted([charge({ state: "pending" }), PAID], {
      state: [open({ state: "code_wanted" })],
    });
    const { flow, api } = at;
    expect(flow.view().flow.state).toBe("charging");
    await asked(at);
    expect(flow.view().flow).toMatchObject({ state: "form", codeAgain: true });
    const names = flow
      .model()
      ?.fields()
      .map(({ field }) => field.name);
    expect(names).toEqual(["card.cvv"]);
    flow.model()?.input("card.cvv", { text: "123", caret: 3 });
    await flow.submit();
    expect(api.calls.at(-1)).toMatchObject({ envelope: { ct: "card.cvv=123" } });
    expect(flow.view().flow.state).toBe("stored");
  });
});

type Answers = Parameters<typeof fakeCollector>[0];

/** Open, filled and sent. */
async function submitted(submit: NonNullable<Answers["submit"]>, answers: Answers = {}) {
  const clock = fakeClock();
  const api = fakeCollector({ open: [ok(openReply())], submit, ...answers });
  const flow = flowOf(api, clock);
  await flow.open("t1", "https://shop.example");
  const card = { pan: "4111111111111111", holder: "Ana", exp: "0827", cvv: "123" };
  for (const [name, text] of Object.entries(card)) {
    flow.model()?.input(`card.${name}`, { text, caret: text.length });
  }
  await flow.submit();
  return { flow, clock, api };
}

function flowOf(given: Answers | ReturnType<typeof fakeCollector>, clock = fakeClock()) {
  return createCaptureFlow({
    api: "calls" in given ? given : fakeCollector(given),
    clock,
    createSealer: fakeSealer(),
    homeCountry: () => "DE",
    locale: "en",
  });
}

/** Lets the clock tick until the collector was asked where it stands, and its answer was taken in. */
async function asked({ flow, clock, api }: Awaited<ReturnType<typeof submitted>>) {
  const changed = next(flow);
  const before = api.calls.length;
  clock.pass(2_000);
  expect(api.calls.length).toBe(before + 1);
  await changed;
}

function next(flow: CaptureFlow): Promise<void> {
  return new Promise((resolve) => {
    const stop = flow.subscribe(() => {
      stop();
      resolve();
    });
  });
}
