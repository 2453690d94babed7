import { DeskPage } from "../pages/desk-page.ts";
import { testCard } from "../pages/shop-page.ts";
import { expect, meet, openDesk, test } from "./fixtures.ts";

test("[CAP1] an agent is removed in the middle of a capture: it completes, and a supervisor hands the conversation on by keyboard", async ({
  browser,
  system,
  shop,
}) => {
  const made = await system.operate("agent", "put", "demo", "dora@demo.example", "Dora");
  const dora = {
    tenant: "demo",
    email: "dora@demo.example",
    password: /password: (\S+)/.exec(made)?.[1] ?? "",
  };
  const gone = await openDesk(browser, { ...system, agents: [dora] }, {}, "dora");
  await meet(shop, gone, "my agent goes");
  await gone.capture("/card");
  await shop.form.fillCard(testCard);
  await system.operate("agent", "remove", "demo", dora.email);
  await expect(gone.page.getByText("Your session has ended")).toBeVisible();
  await expect(gone.page.getByText("my agent goes")).toBeHidden();
  await shop.form.button("Save card").click();
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
  await shop.say("is anybody there");

  const supervisor = await openDesk(browser, system, {}, "carla");
  await supervisor.open("is anybody there");
  await expect(supervisor.text("Visa •••• 1111")).toBeVisible();
  await supervisor.button("Transfer").press("Enter");
  const choice = supervisor.page.getByRole("dialog").getByRole("option", { name: /^Anna/ });
  await choice.press("Enter");
  const desk = await openDesk(browser, system);
  await desk.open("is anybody there");
  await desk.say("I am Anna, and here now.");
  await expect(shop.text("I am Anna, and here now.")).toBeVisible();
  for (const { page } of [gone, supervisor, desk]) await page.context().close();
});

test("another agent signs in from another tab in the middle of a capture: the first tab becomes theirs, the result waits for whom it is for", async ({
  browser,
  system,
  shop,
}) => {
  const context = await browser.newContext();
  const desk = await openDeskIn(await context.newPage());
  await meet(shop, desk, "two agents, one browser");
  await desk.say("and one line of Anna's");
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  await signIn("ben");
  await desk.page.evaluate("for (const socket of sockets) socket.close()");
  await expect(desk.button(/^Ben/)).toBeVisible();
  await expect(desk.page.getByText("Ben has signed in from another tab")).toBeVisible();
  await expect(desk.page.getByText("and one line of Anna's")).toBeHidden();
  await expect(desk.shield).toBeHidden();
  await shop.form.fillCard(testCard);
  await shop.form.button("Save card").click();
  await expect(shop.text("Visa •••• 1111 was stored securely")).toBeVisible();
  await expect(desk.page.getByText("1111")).toBeHidden();
  await signIn("anna");
  await desk.page.reload();
  await desk.open("and one line of Anna's");
  await expect(desk.text("Visa •••• 1111")).toBeVisible();
  await context.close();

  async function openDeskIn(page: DeskPage["page"]): Promise<DeskPage> {
    await page.addInitScript(`
      globalThis.sockets = [];
      globalThis.WebSocket = class extends WebSocket {
        constructor(...given) { super(...given); sockets.push(this); }
      };`);
    await signIn("anna");
    await page.goto(`${system.gateway.url}/console/`);
    return new DeskPage(page);
  }

  async function signIn(who: string): Promise<void> {
    const data = system.agents.find(({ email }) => email.startsWith(`${who}@`));
    const headers = { origin: system.gateway.url };
    const response = await context.request.post(`${system.gateway.url}/v1/sign-in`, {
      data,
      headers,
    });
    expect(response.ok()).toBe(true);
  }
});
