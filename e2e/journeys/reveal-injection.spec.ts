import { openCustodian } from "../pages/custodian-page.ts";
import { expect, test } from "./fixtures.ts";

const MARKUP = `"><img src=x onerror="window.stolen=1">`;

test("[21] no custodian has script for a name, and script in the address of the reveal page stays text", async ({
  browser,
  system,
}) => {
  const named = system.collect("custodian", "invite", "demo", `Eve ${MARKUP}`);
  await expect(named).rejects.toThrow("a name of letters");
  const token = encodeURIComponent(MARKUP);
  const page = await openCustodian(browser, system, "Eve O'Hara", { token });
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue(MARKUP);
  await expect(page.locator("img, script:not([src])")).toHaveCount(0);
  expect(await page.evaluate(() => "stolen" in window)).toBe(false);
  await page.context().close();
});

test("[21] the reveal page holds Trusted Types: no string becomes HTML or script, and no policy makes one of it", async ({
  browser,
  system,
}) => {
  const page = await (await browser.newContext()).newPage();
  const answer = await page.goto(`${system.env["ASIDE_REVEAL_URL"]}/reveal`);
  const policy = (answer?.headers()["content-security-policy"] ?? "").split("; ");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("trusted-types 'none'");
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
  const outcome = await page.evaluate(() => {
    const policies: { createPolicy(name: string, rules: object): unknown } | undefined =
      Reflect.get(window, "trustedTypes");
    const script = document.createElement("script");
    const attempts = [
      () => (document.createElement("div").innerHTML = "<b>x</b>"),
      () => document.body.insertAdjacentHTML("beforeend", "<i>x</i>"),
      () => document.write("<i>x</i>"),
      () => new DOMParser().parseFromString("<i>x</i>", "text/html"),
      () => document.createRange().createContextualFragment("<i>x</i>"),
      () => (script.src = "data:,"),
      () => (script.text = "window.stolen=3"),
      () => setTimeout("window.stolen=4", 0),
      () => policies?.createPolicy("mine", { createHTML: (text: string) => text }),
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
  expect(outcome).toEqual(Array.from({ length: 9 }, () => "refused"));
  expect(await page.evaluate(() => "stolen" in window)).toBe(false);
  await page.context().close();
});
