/// <reference types="node" />
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import sharp from "sharp";
import { requestOn, seedJane, seedQueue } from "./fake-gateway/seed.ts";
import { startFakeGateway, type FakeGateway } from "./fake-gateway/start.ts";
import { BEN } from "./fake-gateway/world.ts";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const SCREENS =
  process.env["ASIDE_SCREENS"] ??
  fileURLToPath(new URL("../../../artifacts/console-screens", import.meta.url));
const SIZES = {
  wide: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
const TOKEN = "tok_00000000_00000000000000000000000001_00";

// Playwright and axe evaluate text in the page, which the policy forbids; policy.spec.ts holds the policy.
test.use({ bypassCSP: true });

let gateway: FakeGateway;
const complaints: string[] = [];

test.beforeEach(async ({ page }) => {
  mkdirSync(SCREENS, { recursive: true });
  gateway = await startFakeGateway(DIST);
  complaints.length = 0;
  page.on("console", (message) => {
    if (
      message.type() === "error" &&
      !/Failed to load resource|WebSocket connection/.test(message.text())
    )
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
});

test.afterEach(async () => {
  await gateway.close();
  expect(complaints).toEqual([]);
});

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${size} ${scheme}: every state, without a serious axe finding`, async ({ page }) => {
      test.setTimeout(600_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const shot = (name: string): Promise<void> => snap(page, `console-${name}-${size}-${scheme}`);
      const back = async (): Promise<void> => {
        if (size === "phone") await page.getByRole("button", { name: "Back to the queue" }).click();
      };

      await page.goto(`${gateway.url}/console/`);
      await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
      await expect(page.getByText("anna@demo.example")).toBeVisible();
      await shot("sign-in");
      await page.getByLabel("Organisation").fill("demo");
      await page.getByLabel("Email").fill("anna@demo.example");
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert")).toContainText("do not fit together");
      await shot("sign-in-wrong");
      await page.getByLabel("Password", { exact: true }).fill("aside-demo");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Nobody is waiting")).toBeVisible();
      await shot("empty");

      const jane = seedJane(gateway);
      seedQueue(gateway, 26);
      await expect(page.getByRole("button", { name: /Waiting, \d+ conversations/ })).toBeVisible();
      await shot("queue");
      await page.getByRole("button", { name: /Great, go ahead/ }).click();
      await expect(page.getByText("Great, go ahead").last()).toBeVisible();
      await shot("conversation");
      gateway.world.push(jane, [{ type: "customer-typing" }]);
      await page.getByRole("textbox", { name: /Message to/ }).fill("/");
      await expect(page.getByRole("listbox")).toBeVisible();
      await shot("slash");
      await page.getByRole("textbox", { name: /Message to/ }).fill("/crad 42 EUR");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Use /card" })).toBeVisible();
      await shot("no-command");
      await page
        .getByRole("textbox", { name: /Message to/ })
        .fill("Please tell me your card number");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Nothing was sent")).toBeVisible();
      await shot("nudge");
      await page.getByRole("button", { name: "Start a card capture" }).click();
      await page.getByLabel("Amount").fill("42.00");
      await page.getByLabel("What for").fill("your order 1042");
      await shot("picker");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Card · you are on hold")).toBeVisible();
      gateway.world.capture(jane, { status: "in_progress" });
      await shot("on-hold");
      gateway.world.capture(jane, { status: "needs_more_time", extensionsLeft: 1 });
      await page.getByRole("button", { name: "Cancel capture" }).click();
      await expect(page.getByText("more extension is possible")).toBeVisible();
      await shot("on-hold-cancel");
      await page.getByRole("button", { name: "Keep it on" }).click();
      gateway.world.capture(jane, { status: "submitted" });
      gateway.world.capture(jane, {
        status: "completed",
        result: {
          token: TOKEN,
          metadata: { display: "Visa •••• 1111", brand: "Visa", last4: "1111" },
        },
      });
      await expect(page.getByRole("button", { name: "Copy token" })).toBeVisible();
      await shot("result");

      for (const [status, reason] of [
        ["declined"],
        ["expired"],
        ["failed", "collector_unreachable"],
      ] as const) {
        requestOn(gateway.world, jane);
        gateway.world.capture(jane, reason === undefined ? { status } : { status, reason });
        await expect(page.getByRole("button", { name: "Ask again" }).last()).toBeVisible();
        await shot(status);
      }

      if (size !== "wide") {
        await page.getByRole("button", { name: "Show or hide the context" }).click();
        await shot("context");
        await page.getByRole("button", { name: "Back to the conversation" }).click();
      }
      await page.getByRole("button", { name: "Replay" }).click();
      await expect(page.getByText("What the agent received")).toBeVisible();
      const thumb = page.getByRole("slider");
      await thumb.focus();
      for (let press = 0; press < 3; press += 1) await page.keyboard.press("PageDown");
      await shot("replay");
      await page.getByRole("button", { name: "Close the replay" }).click();
      await page.getByRole("button", { name: "Export transcripts" }).click();
      await expect(page.getByText("1 conversation", { exact: false })).toBeVisible();
      await expect(page.getByRole("radio", { name: "All" })).toBeDisabled();
      await shot("export-own");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Show the keys" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await shot("keys");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.getByRole("searchbox", { name: "Find a command" }).fill("ca");
      await shot("palette");
      await page.keyboard.press("Escape");

      await back();
      await page.getByLabel("Filter by name or text").fill("zzzz");
      await shot("filter-empty");
      await page.getByLabel("Filter by name or text").fill("");
      seedQueue(gateway, 2_000);
      await expect(
        page.getByRole("button", { name: /Waiting, 1,\d+ conversations/ }),
      ).toBeVisible();
      await shot("queue-2000");
      const tabStops = page.locator(".queue-row:not([tabindex='-1'])");
      await expect(tabStops).toHaveCount(1);
      await page.locator(".queue-scroll").evaluate((one) => one.scrollTo(0, 40_000));
      await expect(page.locator(".queue-row[aria-current='true']")).toHaveCount(0);
      await expect(tabStops).toHaveCount(1);

      await page.goto(`${gateway.url}/console/#/c/${jane}`);
      await expect(page.getByRole("textbox", { name: /Message to/ })).toBeVisible();
      gateway.send({ type: "taken", conversation: jane, agent: BEN });
      // A screen reader hears it beside what is seen.
      const taken = page.getByRole("main").getByText("Ben Okafor has this conversation now");
      await expect(taken).toBeVisible();
      await shot("taken");
      gateway.setIncidents(0);
      await page.reload();
      const others = [...gateway.world.conversations.values()].find(
        (one) => one.entry.agent?.id === BEN.id,
      );
      await page.goto(`${gateway.url}/console/#/c/${others?.entry.conversation ?? ""}`);
      await expect(page.getByText("You are watching")).toBeVisible();
      gateway.send({
        type: "detach",
        conversation: others?.entry.conversation ?? "",
        observer: "obs_00000000000000000000000001",
      });
      await expect(page.getByRole("main").getByText("You were detached")).toBeVisible();
      await shot("detached");
      gateway.setReachable(false);
      await expect(page.getByText("You are offline")).toBeVisible();
      await shot("offline");
      gateway.setReachable(true);
      gateway.expire();
      await expect(page.getByText("Your session has ended")).toBeVisible({ timeout: 20_000 });
      await expect(page.getByLabel("Organisation")).toHaveValue("demo");
      await expect(page.getByLabel("Email")).toHaveValue("anna@demo.example");
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
      await shot("expired");
    });
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${size} ${scheme}: incidents and reasons, without a serious axe finding`, async ({
      page,
    }) => {
      test.setTimeout(600_000);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const shot = (name: string): Promise<void> => snap(page, `console-${name}-${size}-${scheme}`);
      gateway.setIncidents(0);
      const jane = seedJane(gateway);
      await page.goto(`${gateway.url}/console/#/incidents`);
      await page.getByText("anna@demo.example").click();
      await expect(page.getByText("No incidents here")).toBeVisible();
      await shot("incidents-empty");
      gateway.setIncidents(600);
      await page.getByRole("button", { name: "Look again" }).click();
      const list = page.getByRole("list", { name: "Incidents" });
      await expect(list.getByRole("button").first()).toBeVisible();
      await shot("incidents");
      await list.getByRole("button").nth(1).click();
      await expect(page.getByText("3 earlier messages")).toBeVisible();
      await shot("incident");
      await page
        .getByRole("textbox", { name: /Note for the record/ })
        .fill("Went over it with Anna.");
      await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
      await expect(page.getByText("Went over it with Anna.").last()).toBeVisible();
      await expect(page.getByRole("button", { name: "Acknowledge", exact: true })).toBeHidden();
      await shot("incident-acknowledged");
      if (size === "phone") await page.getByRole("button", { name: "Back to the list" }).click();
      await list.evaluate((one) => one.parentElement?.scrollTo(0, 1e6));
      await expect(list.getByRole("listitem").last()).toHaveAttribute("aria-posinset", /^1\d\d$/);
      gateway.setReachable(false);
      await page.getByRole("button", { name: "Look again" }).click();
      await expect(page.getByText("could not be loaded")).toBeVisible();
      await shot("incidents-failed");
      gateway.setReachable(true);

      await page.goto(`${gateway.url}/console/#/c/${jane}`);
      await page.getByRole("button", { name: "Replay" }).click();
      await page.getByRole("button", { name: "1042, Order number: why?" }).first().click();
      await expect(page.getByText("Named by the words in front of it")).toBeVisible();
      await shot("replay-why");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Show reasons" }).click();
      await expect(page.getByRole("button", { name: /why\?$/ })).toHaveCount(0);
      await page.getByRole("button", { name: "Export transcripts" }).click();
      await page.getByText("All", { exact: true }).click();
      await expect(page.getByText("42 conversations")).toBeVisible();
      await shot("export");
    });
  }
}

test("Arabic: the layout is mirrored", async ({ page }) => {
  await page.setViewportSize(SIZES.wide);
  await page.addInitScript(() =>
    localStorage.setItem("aside.console.preferences", JSON.stringify({ locale: "ar" })),
  );
  seedJane(gateway);
  seedQueue(gateway, 14);
  await page.goto(`${gateway.url}/console/`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByText("anna@demo.example").click();
  await page.getByRole("button", { name: /Great, go ahead/ }).click();
  await page.keyboard.press("c");
  await snap(page, "console-arabic-wide-light");
});

async function snap(page: Page, name: string): Promise<void> {
  if (!/tablet|phone/.test(name)) await expectNothingSerious(page, name);
  const png = await page.screenshot({ animations: "disabled" });
  await sharp(png).webp({ quality: 88 }).toFile(`${SCREENS}/${name}.webp`);
}

async function expectNothingSerious(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  expect
    .soft(
      serious.map(
        (one) =>
          `${name}: ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
      ),
    )
    .toEqual([]);
}
