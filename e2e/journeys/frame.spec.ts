import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { testCard } from "../pages/shop-page.ts";
import { expect, meet, test } from "./fixtures.ts";

const require = createRequire(import.meta.url);
/** The recorder as pages load it: one classic script. */
const RECORDER = join(dirname(require.resolve("rrweb")), "rrweb.umd.min.cjs");

test("[4] [6] [20] [22] the host page gets no key and no node of the form; its recorder records no value; what the frame tells is a closed set", async ({
  shop,
  desk,
  system,
}) => {
  const { page } = shop;
  // Before the widget: all that comes over the port that it hands to the frame, and every key.
  await page.evaluate(() => {
    const heard: unknown[] = [];
    const keys: string[] = [];
    Object.assign(window, { heard, keys, recorded: [] });
    const { addEventListener } = MessagePort.prototype;
    Object.defineProperty(MessagePort.prototype, "onmessage", {
      set(listener: (event: MessageEvent) => void) {
        addEventListener.call(this, "message", (event) => {
          if (!(event instanceof MessageEvent)) return;
          heard.push(event.data);
          listener.call(this, event);
        });
        (this as MessagePort).start();
      },
    });
    MessagePort.prototype.addEventListener = function (type: string, listener: unknown) {
      addEventListener.call(this, type, (event) => {
        if (event instanceof MessageEvent) heard.push(event.data);
        if (typeof listener === "function") listener.call(this, event);
      });
    };
    for (const type of ["keydown", "keypress", "keyup", "input", "beforeinput", "paste"]) {
      window.addEventListener(type, (event) => keys.push(event.type), true);
    }
  });
  await page.evaluate(readFileSync(RECORDER, "utf8"));
  await meet(shop, desk, "type in peace");
  await page.evaluate(
    "window.recorded = []; rrweb.record({ emit: (event) => window.recorded.push(event), recordCrossOriginIframes: true })",
  );
  await desk.capture("/card");
  await expect(shop.form.field("Card number")).toBeEnabled();
  await page.evaluate("window.keys.length = 0");
  await shop.form.field("Card number").pressSequentially(testCard.number);
  await shop.form.field("Name on card").pressSequentially(testCard.name);
  await shop.form.field("Expiry date").pressSequentially(testCard.expiry);
  await shop.form.field("Security code").pressSequentially(testCard.code);
  expect(await page.evaluate("window.keys")).toEqual([]);
  expect(
    await page.evaluate(
      "document.querySelector('aside-widget').shadowRoot.querySelector('iframe').contentDocument",
    ),
  ).toBeNull();
  await shop.form.button("Save card").click();
  await desk.text("Visa •••• 1111").waitFor();
  await shop.text("Visa •••• 1111 was stored securely").waitFor();

  const heard: { type: string; state?: string }[] = await page.evaluate("window.heard");
  const shapes = new Set(heard.map((message) => Object.keys(message).toSorted().join()));
  expect([...shapes].toSorted()).toEqual(["px,type", "state,type", "type"]);
  expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(["ready", "height", "state"]));
  // The conversation may hear of the end before the frame has its answer; then the frame is gone before it says so.
  const states = heard.flatMap(({ state = "" }) => state || []);
  expect(["form,sending", "form,sending,stored"]).toContain(states.join());
  const recorded = JSON.stringify(await page.evaluate("window.recorded"));
  expect(recorded.length).toBeGreaterThan(1_000);
  for (const value of ["4111", testCard.name, "12/30"]) expect(recorded).not.toContain(value);

  const metrics = await (await fetch(`${system.collector.url}/metrics`)).text();
  expect(metrics).toMatch(/^aside_collector_browser_reports_total 0$/m);
});

test("[1] a page of another origin cannot embed the form", async ({ browser, system }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const form = `${system.collector.url}/form?tenant=demo`;
  await page.route("http://evil.test/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${form}"></iframe>` }),
  );
  await page.goto("http://evil.test/");
  await expect.poll(() => page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
  await context.close();
});

test("[3] a look-alike in place of the frame: the page's policy stops another origin's, and the agent never sees that the form was opened", async ({
  shop,
  desk,
}) => {
  const { page } = shop;
  await meet(shop, desk, "look alike");
  await page.route("http://evil.test/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<input name=card>" }),
  );
  const stopped = page.waitForEvent("console", (line) => line.text().includes("frame-src"));
  await page.evaluate(() => {
    const root = document.querySelector("aside-widget")?.shadowRoot;
    if (!root) throw new Error("no widget");
    new MutationObserver(() => {
      const frame = root.querySelector<HTMLIFrameElement>("iframe.secure");
      if (frame === null || frame.dataset["fake"] !== undefined) return;
      const fake = document.createElement("iframe");
      fake.className = "secure";
      fake.dataset["fake"] = "";
      fake.src = "http://evil.test/form";
      frame.replaceWith(fake);
    }).observe(root, { childList: true, subtree: true });
  });
  await desk.capture("/card");
  await stopped;
  await expect(desk.shield.locator("li[aria-current=step]")).toHaveText(/Offered/);
  await expect(desk.shield.getByText("Opened, not yet")).toBeAttached();
});

test("[37] no field but those that are seen, each with its token; what is put into them at once, as autofill does, is taken", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "fill it in");
  await desk.capture("/card");
  await expect(shop.form.field("Card number")).toBeEnabled();
  const controls = shop.form.root.locator("input, select, textarea");
  const fields = await controls.evaluateAll((elements) =>
    elements.map((element) => [
      element.getAttribute("autocomplete"),
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
      element.getBoundingClientRect().width > 40,
    ]),
  );
  expect(fields).toEqual(
    ["cc-number", "cc-name", "cc-exp", "cc-csc"].map((token) => [token, true, true]),
  );
  const values = ["4111111111111111", testCard.name, "12/2030", testCard.code];
  await controls.evaluateAll((elements, given) => {
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    for (const [index, element] of elements.entries()) {
      setter?.call(element, given[index]);
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, values);
  await shop.form.button("Save card").click();
  await desk.text("Visa •••• 1111").waitFor();
});

test("[21] the form's page holds Trusted Types: no string becomes HTML or script", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "trust nobody");
  await desk.capture("/card");
  await expect(shop.form.field("Card number")).toBeEnabled();
  const frame = shop.page.frames().find((one) => one.url().includes("/form?tenant="));
  const outcome = await frame?.evaluate(() => {
    const attempts = [
      () => (document.createElement("div").innerHTML = "<b>x</b>"),
      () => (document.createElement("script").src = "data:,"),
      () => setTimeout("1", 0),
      () => document.body.insertAdjacentHTML("beforeend", "<i>x</i>"),
    ];
    return attempts.map((attempt) => {
      try {
        attempt();
        return "done";
      } catch (error) {
        return error instanceof TypeError ? "refused" : String(error);
      }
    });
  });
  expect(outcome).toEqual(["refused", "refused", "refused", "refused"]);
});
