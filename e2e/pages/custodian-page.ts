import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import type { System } from "../system/system.ts";

/** A browser of a custodian's own with an authenticator in it, enrolled and signed in. */
export async function openCustodian(
  browser: Browser,
  system: System,
  name: string,
  { token = "", ...options }: BrowserContextOptions & { readonly token?: string } = {},
): Promise<Page> {
  const said = await system.collect("custodian", "invite", "demo", name);
  const link = /http\S+/.exec(said)?.[0] ?? "";
  const page = await (await browser.newContext(options)).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(link);
  await page.getByRole("button", { name: "Make my passkey" }).click();
  await expect(page.getByText("Your passkey is ready")).toBeVisible();
  await signInCustodian(page, system, token);
  return page;
}

/** Signs in, and looks anew at the requests. */
export async function signInCustodian(page: Page, system: System, token = ""): Promise<void> {
  const fragment = token === "" ? "" : `#token=${token}`;
  await page.goto("about:blank");
  await page.goto(`${system.env["ASIDE_REVEAL_URL"]}/reveal${fragment}`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText(/^Signed in as/)).toBeVisible();
}
