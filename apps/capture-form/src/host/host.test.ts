import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FlowState, FlowView } from "../flow/flow-state.ts";
import { cardTemplate } from "@aside/fields";
import { listenForParent, stateForParent } from "./frame-host.ts";
import { followLaterLinks } from "./follow-later-links.ts";
import { homeCountry } from "./home-country.ts";
import { takeTicket } from "./take-ticket.ts";
import { isCovered } from "./watch-overlay.ts";
import { isSmall } from "./watch-size.ts";

const SHOP = "https://shop.example";
const CONNECT = { type: "aside.connect", v: 1 };

describe("the parent", () => {
  test("[5] only the parent, from an origin that may embed, with one port and the exact word", () => {
    const page = fakePage();
    const connected: string[] = [];
    listenForParent(page.window, [SHOP], () => {
      connected.push("yes");
      return { ticket: () => undefined, deadline: () => undefined };
    });
    const other = new EventTarget();
    const port = () => new MessageChannel().port1;
    page.send({ source: other, origin: SHOP, data: CONNECT, ports: [port()] });
    page.send({ origin: "https://evil.example", data: CONNECT, ports: [port()] });
    page.send({ origin: "null", data: CONNECT, ports: [port()] });
    page.send({ origin: SHOP, data: CONNECT, ports: [] });
    page.send({ origin: SHOP, data: CONNECT, ports: [port(), port()] });
    page.send({ origin: SHOP, data: { ...CONNECT, extra: 1 }, ports: [port()] });
    page.send({ origin: SHOP, data: "aside.connect", ports: [port()] });
    expect(connected).toEqual([]);
    page.send({ origin: SHOP, data: CONNECT, ports: [port()] });
    page.send({ origin: SHOP, data: CONNECT, ports: [port()] });
    expect(connected).toEqual(["yes"]);
  });

  test("tickets come with the origin that the browser named; what is not a message is dropped", async () => {
    const page = fakePage();
    const { port1, port2 } = new MessageChannel();
    const received = new Promise((resolve) => {
      listenForParent(page.window, [SHOP], () => ({
        ticket: (...given) => resolve(given),
        deadline: () => resolve("deadline"),
      }));
    });
    page.send({ origin: SHOP, data: CONNECT, ports: [port2] });
    port1.postMessage({ type: "ticket", ticket: 7 });
    port1.postMessage({ type: "reveal" });
    port1.postMessage({ type: "ticket", ticket: "t", scheme: "dark" });
    expect(await received).toEqual(["t", SHOP, "dark"]);
    port1.close();
  });
});

describe("[6] what the parent hears", () => {
  const capture = {
    tenantName: "Demo",
    privacyUrl: null,
    template: cardTemplate,
    purpose: undefined,
    amount: undefined,
    requestedBy: "Anna",
    retentionDays: 1,
    isAlone: false,
  };

  test.each<[FlowState, boolean, string | undefined]>([
    [{ state: "waiting" }, false, undefined],
    [{ state: "opening" }, true, undefined],
    [{ state: "form", capture }, false, "form"],
    [{ state: "form", capture }, true, "covered"],
    [{ state: "sending", capture }, true, "sending"],
    [{ state: "retry", capture }, false, "form"],
    [{ state: "stored", display: "Visa •••• 1111" }, false, "stored"],
    [{ state: "ended", ending: "expired" }, false, "ended"],
    [{ state: "replaced" }, false, "replaced"],
    [{ state: "needs-ticket" }, false, "needs-ticket"],
    [{ state: "broken", why: "unreachable" }, false, "broken"],
  ])("%j, covered %s: %s", (flow, covered, expected) => {
    const view: FlowView = { flow, covered, secondsLeft: undefined, locale: "en" };
    expect(stateForParent(view)).toBe(expected);
  });
});

test("[5] of a thousand random messages none connects, and of a connected port's none opens", () => {
  const page = fakePage();
  let connected = 0;
  let opened = 0;
  listenForParent(page.window, [SHOP], () => {
    connected += 1;
    return { ticket: () => (opened += 1), deadline: () => undefined };
  });
  fc.assert(
    fc.property(fc.anything(), fc.array(fc.constant(0), { maxLength: 3 }), (data, ports) => {
      page.send({ origin: SHOP, data, ports: ports.map(() => new MessageChannel().port1) });
    }),
    { numRuns: 1_000 },
  );
  expect(connected).toBe(0);
  const { port1, port2 } = new MessageChannel();
  page.send({ origin: SHOP, data: CONNECT, ports: [port2] });
  fc.assert(
    fc.property(fc.anything(), (data) => {
      port2.dispatchEvent(new MessageEvent("message", { data }));
    }),
    { numRuns: 1_000 },
  );
  expect([connected, opened]).toEqual([1, 0]);
  port1.close();
});

test.each(["url(x)", "light;background:url(//evil.example)", "", null, { css: "x" }])(
  "[7] the only theme is light or dark: %j opens nothing",
  (scheme) => {
    const page = fakePage();
    const { port1, port2 } = new MessageChannel();
    let opened = 0;
    listenForParent(page.window, [SHOP], () => ({
      ticket: () => (opened += 1),
      deadline: () => undefined,
    }));
    page.send({ origin: SHOP, data: CONNECT, ports: [port2] });
    const message = (given: unknown) =>
      new MessageEvent("message", { data: { type: "ticket", ticket: "t", scheme: given } });
    port2.dispatchEvent(message(scheme));
    expect(opened).toBe(0);
    port2.dispatchEvent(message("dark"));
    expect(opened).toBe(1);
    port1.close();
  },
);

describe("the ticket of a window of its own", () => {
  test("leaves the address bar at once", () => {
    const replaced: unknown[] = [];
    const history = { replaceState: (...given: unknown[]) => replaced.push(given) };
    expect(takeTicket({ hash: "#t=abc.d-e_f", pathname: "/form" }, history)).toBe("abc.d-e_f");
    expect(replaced).toEqual([[null, "", "/form"]]);
  });

  test.each(["", "#", "#t=", "#t=<script>", "#x=abc", `#t=${"a".repeat(4_001)}`])(
    "%s is none",
    (hash) => {
      expect(
        takeTicket({ hash, pathname: "/form" }, { replaceState: () => undefined }),
      ).toBeUndefined();
    },
  );
});

test.each([
  [{ isIntersecting: true, isVisible: false }, true],
  [{ isIntersecting: true, isVisible: true }, false],
  [{ isIntersecting: false, isVisible: false }, false],
  [{ isIntersecting: true }, false],
])("[2] %j is covered: %s", (entry, covered) => {
  expect(isCovered(entry)).toBe(covered);
});

test.each([
  [340, 320, false],
  [200, 120, false],
  [199, 500, true],
  [400, 24, true],
  [0, 0, true],
])("[2] a frame of %d by %d pixels is too small: %s", (innerWidth, innerHeight, small) => {
  expect(isSmall({ innerWidth, innerHeight })).toBe(small);
});

test.each([
  [["de-AT", "en"], "AT"],
  [["ja"], "JP"],
  [["%%", "pt-BR"], "BR"],
  [[], "US"],
  [["es-419"], "US"],
])("languages %j: an address begins with %s", (languages, country) => {
  expect(homeCountry(languages)).toBe(country);
});

function fakePage() {
  const parent = new EventTarget();
  const listeners = new Set<(event: never) => void>();
  const window = {
    parent,
    addEventListener: (_: string, listener: (event: never) => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: (event: never) => void) =>
      void listeners.delete(listener),
  };
  return {
    window: window as never,
    send(event: object) {
      for (const listener of listeners) listener({ source: parent, ...event } as never);
    },
  };
}

test("what the page names for later is loaded as it says", () => {
  const links = ["modulepreload", "preload"].map((later) => ({
    rel: "aside-later",
    dataset: { rel: later },
  }));
  followLaterLinks(links);
  expect(links.map(({ rel }) => rel)).toEqual(["modulepreload", "preload"]);
});
