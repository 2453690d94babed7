import type { FromFrame, FromWidget, ToFrame, ToWidgetReply } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { fakeClock, settled } from "../../test/fake-clock.ts";
import { CAPTURE, captureFrame } from "../../test/fake-line.ts";
import { createCaptureDesk } from "./capture-desk.ts";
import type { CaptureEntry } from "./chat-state.ts";

const ORIGIN = "http://127.0.0.1:4100";
const TICKET: ToWidgetReply = {
  ok: true,
  status: "ticket",
  ticket: "signed",
  url: `${ORIGIN}/form#signed`,
  expires: 2_000_000,
};
const frameWindow = { postMessage: () => {} };

function started({
  free = true,
  reply = TICKET,
}: { free?: boolean; reply?: ToWidgetReply | null } = {}) {
  const asked: FromWidget[] = [];
  const posted: ToFrame[] = [];
  const taken: { name: string; steal: boolean }[] = [];
  const { clock, advance } = fakeClock();
  let phone: string | null = null;
  let hear: (message: FromFrame) => void = () => {};
  let lose = () => {};
  let closed = 0;
  const desk = createCaptureDesk({
    request(message) {
      asked.push(message);
      return Promise.resolve(reply);
    },
    openChannel(_frame, origin, onMessage) {
      expect(origin).toBe(ORIGIN);
      hear = onMessage;
      return { post: (message) => posted.push(message), close: () => void (closed += 1) };
    },
    lock: {
      take(name, steal, onLost) {
        taken.push({ name, steal });
        lose = onLost;
        return Promise.resolve(free || steal);
      },
      release: () => {},
    },
    phone: { get: () => phone, set: (next) => void (phone = next) },
    clock,
    parentOrigin: "https://shop.example",
    scheme: () => "dark",
  });
  return {
    desk,
    asked,
    posted,
    taken,
    advance,
    hear: (message: FromFrame) => hear(message),
    lose: () => lose(),
    closed: () => closed,
    async shown() {
      desk.follow(entry(), true);
      await settled();
      desk.frameLoaded(frameWindow, ORIGIN);
    },
  };
}

function entry(change: Parameters<typeof captureFrame>[0] = {}, ready = true): CaptureEntry {
  const { capture } = captureFrame(change);
  return { kind: "capture", key: CAPTURE, seq: 1, at: 1, latest: 1, capture, ready, display: null };
}

describe("the form in this tab", () => {
  it("gets a ticket for this page's origin once it is ready, and the colours", async () => {
    const { asked, desk, hear, posted, shown } = started();
    await shown();
    hear({ type: "ready" });
    await settled();
    hear({ type: "height", px: 412 });
    hear({ type: "state", state: "form" });
    expect(asked).toEqual([
      {
        type: "capture.ticket",
        capture: CAPTURE,
        way: "frame",
        parentOrigin: "https://shop.example",
      },
    ]);
    expect(posted).toEqual([{ type: "ticket", ticket: "signed", scheme: "dark" }]);
    expect(desk.store.get()).toMatchObject({ place: "here", phase: "form", height: 412 });
  });

  it("is not put up before the entry fence is closed, nor where the customer does not look", async () => {
    const { desk, taken } = started();
    desk.follow(entry({}, false), true);
    desk.follow(entry(), false);
    await settled();
    expect(desk.store.get().place).toBe("asking");
    expect(taken).toEqual([]);
    desk.follow(entry(), true);
    await settled();
    expect(desk.store.get().place).toBe("here");
  });

  it("says so where it is not ready within eight seconds, and comes back when it is", async () => {
    const { advance, desk, hear, shown } = started();
    await shown();
    advance(7_999);
    expect(desk.store.get().phase).toBe("loading");
    advance(1);
    expect(desk.store.get().phase).toBe("slow");
    hear({ type: "ready" });
    expect(desk.store.get().phase).toBe("loading");
  });

  it("is put up anew on a retry", async () => {
    const { advance, desk, shown } = started();
    await shown();
    advance(8_000);
    const { attempt } = desk.store.get();
    desk.retry();
    expect(desk.store.get()).toMatchObject({ attempt: attempt + 1, phase: "loading" });
  });

  it("gets a new ticket when it asks, but not for ever", async () => {
    const { asked, desk, hear, shown } = started();
    await shown();
    for (let n = 0; n < 10; n += 1) {
      hear({ type: "state", state: "needs-ticket" });
      await settled();
    }
    expect(asked).toHaveLength(4);
    expect(desk.store.get().phase).toBe("broken");
  });

  it("says so where the gateway gives no ticket", async () => {
    const { desk, hear, posted, shown } = started({
      reply: { ok: false, code: "unavailable", text: "the collector is down" },
    });
    await shown();
    hear({ type: "ready" });
    await settled();
    expect(posted).toEqual([]);
    expect(desk.store.get().phase).toBe("no-ticket");
  });

  it("tells the form when there is more time", async () => {
    const { desk, posted, shown } = started();
    await shown();
    desk.follow(entry({ deadline: 1_900_000 }), true);
    desk.follow(entry({ deadline: 1_900_000, status: "in_progress" }), true);
    expect(posted).toEqual([{ type: "deadline" }]);
  });

  it("is gone when the capture is over", async () => {
    const { closed, desk, shown } = started();
    await shown();
    desk.follow(null, true);
    expect(closed()).toBe(1);
    expect(desk.store.get()).toMatchObject({ capture: null, place: "asking" });
  });
});

describe("the form elsewhere", () => {
  it("stays where it is, until the customer goes on here", async () => {
    const { desk, taken } = started({ free: false });
    desk.follow(entry(), true);
    await settled();
    expect(desk.store.get().place).toBe("elsewhere");
    desk.continueHere();
    await settled();
    expect(desk.store.get().place).toBe("here");
    expect(taken).toEqual([
      { name: `aside.${CAPTURE}`, steal: false },
      { name: `aside.${CAPTURE}`, steal: true },
    ]);
  });

  it("leaves this tab when another takes it", async () => {
    const { closed, desk, lose, shown } = started();
    await shown();
    lose();
    expect(closed()).toBe(1);
    expect(desk.store.get().place).toBe("elsewhere");
  });

  it("leaves this tab when the collector says that another device has it", async () => {
    const { desk, hear, shown } = started();
    await shown();
    hear({ type: "state", state: "replaced" });
    expect(desk.store.get().place).toBe("elsewhere");
  });

  it("goes to the phone by a link, which a reload remembers, and comes back", async () => {
    const { asked, closed, desk, shown } = started();
    await shown();
    await desk.usePhone();
    expect(asked).toMatchObject([{ type: "capture.ticket", way: "link" }]);
    expect(closed()).toBe(1);
    expect(desk.store.get()).toMatchObject({
      place: "phone",
      link: { url: `${ORIGIN}/form#signed`, expires: 2_000_000 },
    });
    desk.follow(entry({ id: `cap_${"1".repeat(26)}` }), false);
    desk.follow(entry(), true);
    expect(desk.store.get().place).toBe("phone");
    desk.continueHere();
    await settled();
    expect(desk.store.get()).toMatchObject({ place: "here", link: null });
  });

  it("stays here and says why where no link is given", async () => {
    const { desk, shown } = started({ reply: { ok: false, code: "too_many", text: "slow down" } });
    await shown();
    await desk.usePhone();
    expect(desk.store.get()).toMatchObject({ place: "here", trouble: "too_many", busy: false });
  });
});

it("asks the gateway to decline and for more time", async () => {
  const { asked, desk, shown } = started({ reply: { ok: true, status: "accepted", seq: 1 } });
  await shown();
  await desk.moreTime();
  await desk.decline();
  expect(asked).toEqual([
    { type: "capture.more-time", capture: CAPTURE },
    { type: "capture.decline", capture: CAPTURE },
  ]);
});
