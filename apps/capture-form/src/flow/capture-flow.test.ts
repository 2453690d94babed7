import { addressTemplate } from "@aside/fields";
import { describe, expect, test } from "vitest";
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
import type { FlowState } from "./flow-state.ts";

const PARENT = "https://shop.example";
const STORED = ok({ outcome: "stored" as const, display: "Visa •••• 1111" });
const SEALED = "card.pan=4111 1111 1111 1111&card.holder=Ana&card.exp=08/27&card.cvv=123";

describe("opening", () => {
  test("the ticket, the parent and the key go to the collector; then the form stands", async () => {
    const { flow, api } = await opened();
    expect(api.calls).toEqual([
      { call: "open", ticket: "t1", parentOrigin: PARENT, suite: "xc20p", epk: "e".repeat(43) },
    ]);
    expect(flow.view()).toMatchObject({ flow: { state: "form" }, locale: "en-US", covered: false });
    expect(
      flow
        .model()
        ?.fields()
        .map(({ field }) => field.name),
    ).toEqual(["card.pan", "card.holder", "card.exp", "card.cvv"]);
  });

  test.each<[Parameters<typeof failed>[0], FlowState]>([
    ["unanswered", { state: "broken", why: "unreachable" }],
    ["unavailable", { state: "broken", why: "unreachable" }],
    ["ticket_used", { state: "needs-ticket" }],
    ["ticket_expired", { state: "needs-ticket" }],
    ["ticket_invalid", { state: "broken", why: "ticket_refused" }],
    ["wrong_origin", { state: "broken", why: "ticket_refused" }],
    ["capture_over", { state: "ended", ending: "over" }],
    ["capture_replaced", { state: "replaced" }],
    ["unsupported_template", { state: "broken", why: "unsupported" }],
  ])("refused with %s", async (failure, expected) => {
    const { flow } = await opened({ open: [failed(failure)] });
    expect(flow.view().flow).toEqual(expected);
    expect(flow.model()).toBeUndefined();
  });

  test("a template of a later version is said to be so", async () => {
    const reply = { ...openReply(), template: { id: "card", version: 9, fields: [] } };
    const { flow } = await opened({ open: [ok(reply)] });
    expect(flow.view().flow).toEqual({ state: "broken", why: "unsupported" });
  });

  test("after an unreachable collector the same ticket is tried again", async () => {
    const { flow } = await opened({ open: [failed("unanswered"), ok(openReply())] });
    await flow.retry();
    expect(flow.view().flow.state).toBe("form");
  });

  test("a new ticket starts over and forgets what was typed", async () => {
    const { flow } = await opened();
    fill(flow);
    await flow.open("t2", PARENT);
    expect(flow.model()?.text("card.pan")).toBe("");
  });

  test("an address starts with the country that the browser hints at", async () => {
    const { flow } = await opened({ open: [ok(openReply({}, addressTemplate))] });
    expect(flow.model()?.text("address.country")).toBe("DE");
  });
});

describe("typing", () => {
  test("that input began is told once, and nothing else", async () => {
    const { flow, api } = await opened();
    fill(flow);
    flow.typed();
    expect(api.calls.map(({ call }) => call)).toEqual(["open", "progress"]);
  });

  test("[2] while the form is covered, nothing can be sent", async () => {
    const { flow, api } = await opened({ submit: [STORED] });
    fill(flow);
    flow.setCovered(true);
    await flow.submit();
    expect(api.calls.some(({ call }) => call === "submit")).toBe(false);
    flow.setCovered(false);
    await flow.submit();
    expect(flow.view().flow.state).toBe("stored");
  });
});

describe("submitting", () => {
  test("what is wrong stays in the form and is shown", async () => {
    const { flow, api } = await opened();
    fill(flow, { "card.cvv": "" });
    await flow.submit();
    expect(flow.view().flow.state).toBe("form");
    expect(flow.model()?.error("card.cvv")).toBe("required");
    expect(api.calls.map(({ call }) => call)).toEqual(["open", "progress"]);
  });

  test("[CAP2] stored is said only when the collector said it; then nothing typed is left", async () => {
    const { flow, api } = await opened({ submit: [STORED] });
    fill(flow);
    const model = flow.model();
    const seen = states(flow);
    await flow.submit();
    expect(seen).toEqual(["sending", "stored"]);
    expect(flow.view().flow).toEqual({ state: "stored", display: "Visa •••• 1111" });
    expect(submitted(api)).toEqual([SEALED]);
    expect(model?.text("card.pan")).toBe("");
    expect(flow.model()).toBeUndefined();
  });

  test("[CAP2] a lost answer: the same sealed body again, and then the answer", async () => {
    const { flow, api, clock } = await opened({ submit: [failed("unanswered"), STORED] });
    fill(flow);
    await flow.submit();
    expect(flow.view().flow.state).toBe("stored");
    expect(clock.waits).toEqual([1_000]);
    expect(submitted(api)).toEqual([SEALED, SEALED]);
    expect(numbers(api)).toEqual(["1", "1"]);
  });

  test.each([
    ["unanswered", "unanswered", "unanswered"],
    ["unavailable", "unavailable", "unavailable"],
    // What was stored by the first try, whose answer was lost, is stored whatever the next one is answered.
    ["unanswered", "unavailable", "unavailable"],
    ["unanswered", "too_many", "too_many"],
  ] as const)(
    "[CAP2] the collector stays away (%s, %s, %s): nothing is claimed, retry sends the same body",
    async (...failures) => {
      const { flow, api } = await opened({ submit: [...failures.map(failed), STORED] });
      fill(flow);
      await flow.submit();
      expect(flow.view().flow).toEqual({ state: "retry", capture: expect.anything() });
      await flow.retry();
      expect(flow.view().flow.state).toBe("stored");
      expect(numbers(api)).toEqual(["1", "1", "1", "1"]);
    },
  );

  test("what the collector refuses stands at its field, and is sealed anew", async () => {
    const errors = [
      { name: "card.exp", code: "past" },
      { name: "card.pan", code: "<img src=x>" },
      { name: "unknown", code: "past" },
    ];
    const { flow, api } = await opened({
      submit: [ok({ outcome: "invalid" as const, errors }), STORED],
    });
    fill(flow);
    await flow.submit();
    expect(flow.view().flow.state).toBe("form");
    expect(flow.model()?.error("card.exp")).toBe("past");
    expect(flow.model()?.error("card.pan")).toBeUndefined();
    await flow.submit();
    expect(numbers(api)).toEqual(["1", "2"]);
  });

  test.each<[Parameters<typeof failed>[0], "cancelled" | "completed" | "open", FlowState]>([
    ["capture_over", "cancelled", { state: "ended", ending: "cancelled" }],
    ["different_submission", "completed", { state: "ended", ending: "completed" }],
    ["capture_over", "open", { state: "ended", ending: "failed" }],
    ["capture_replaced", "open", { state: "replaced" }],
    ["seal_invalid", "open", { state: "broken", why: "unsupported" }],
  ])("refused with %s while the capture is %s", async (failure, state, expected) => {
    const { flow } = await opened({
      submit: [failed(failure)],
      state: [ok({ state, deadline: NOW + 1_000, now: NOW })],
    });
    fill(flow);
    await flow.submit();
    expect(flow.view().flow).toEqual(expected);
  });
});

describe("time", () => {
  test("the last minute is counted by the collector's clock", async () => {
    const reply = openReply({ now: NOW + 100_000, deadline: NOW + 190_000 });
    const { flow, clock } = await opened({ open: [ok(reply)] });
    expect(flow.view().secondsLeft).toBeUndefined();
    clock.pass(50_000);
    expect(flow.view().secondsLeft).toBeLessThanOrEqual(41);
  });

  test("at the deadline the collector is asked, and says expired", async () => {
    const { flow, clock, api } = await opened({
      open: [ok(openReply({ deadline: NOW + 2_000 }))],
      state: [ok({ state: "expired", deadline: NOW + 2_000, now: NOW + 3_000 })],
    });
    fill(flow);
    const over = reached(flow, "ended");
    clock.pass(4_000);
    await over;
    expect(flow.view().flow).toEqual({ state: "ended", ending: "expired" });
    expect(flow.model()).toBeUndefined();
    expect(api.calls.filter(({ call }) => call === "state").length).toBeGreaterThan(0);
  });

  test("more time was granted: the form goes on", async () => {
    const { flow, clock } = await opened({
      open: [ok(openReply({ deadline: NOW + 30_000 }))],
      state: [ok({ state: "open", deadline: NOW + 330_000, now: NOW })],
    });
    clock.pass(1_000);
    expect(flow.view().secondsLeft).toBe(29);
    await flow.refresh();
    expect(flow.view()).toMatchObject({ flow: { state: "form" }, secondsLeft: undefined });
  });

  test("a window of its own asks every ten seconds; a frame is told", async () => {
    const state = [ok({ state: "open" as const, deadline: NOW + 300_000, now: NOW })];
    for (const [parent, asked] of [
      [null, 3],
      [PARENT, 0],
    ] as const) {
      const { clock, api } = await opened({ state }, parent);
      clock.pass(30_000);
      expect(api.calls.filter(({ call }) => call === "state")).toHaveLength(asked);
    }
  });
});

test("when the page goes, what was typed goes", async () => {
  const { flow } = await opened();
  fill(flow);
  const model = flow.model();
  flow.dispose();
  expect(model?.text("card.pan")).toBe("");
});

async function opened(
  answers: Parameters<typeof fakeCollector>[0] = {},
  parentOrigin: string | null = PARENT,
) {
  const clock = fakeClock();
  const api = fakeCollector({ open: [ok(openReply())], ...answers });
  const createSealer = fakeSealer();
  const flow = createCaptureFlow({
    api,
    clock,
    createSealer,
    homeCountry: () => "DE",
    locale: "fr",
  });
  await flow.open("t1", parentOrigin);
  return { flow, api, clock };
}

function fill(flow: CaptureFlow, changes: Record<string, string> = {}): void {
  const texts = {
    "card.pan": "4111111111111111",
    "card.holder": "Ana",
    "card.exp": "0827",
    "card.cvv": "123",
    ...changes,
  };
  for (const [name, text] of Object.entries(texts)) {
    flow.model()?.input(name, { text, caret: text.length });
    flow.typed();
  }
}

function states(flow: CaptureFlow): string[] {
  const seen: string[] = [];
  flow.subscribe(() => {
    const { state } = flow.view().flow;
    if (seen.at(-1) !== state) seen.push(state);
  });
  return seen;
}

function reached(flow: CaptureFlow, state: FlowState["state"]): Promise<void> {
  return new Promise((resolve) => {
    flow.subscribe(() => flow.view().flow.state === state && resolve());
  });
}

function submitted(api: ReturnType<typeof fakeCollector>): string[] {
  return api.calls.flatMap((call) => (call.call === "submit" ? [call.envelope.ct] : []));
}

function numbers(api: ReturnType<typeof fakeCollector>): string[] {
  return api.calls.flatMap((call) => (call.call === "submit" ? [call.envelope.n] : []));
}
