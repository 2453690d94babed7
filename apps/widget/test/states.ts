import type { Page } from "@playwright/test";
import type { FakeGateway } from "./fake-gateway.ts";

/** One face of the widget: how to bring it about. */
export type State = {
  name: string;
  /** Which form the collector serves. */
  form?: "silent";
  locale?: string;
  arrange(page: Page, gateway: FakeGateway): Promise<void>;
};

const MINUTE_MS = 60_000;

export const states: State[] = [
  {
    name: "shop",
    arrange: async (page) => page.getByRole("button", { name: "Open chat" }).waitFor(),
  },
  { name: "empty", arrange: async (page) => open(page) },
  { name: "chat", arrange: async (page, gateway) => chat(page, gateway) },
  {
    name: "unread",
    async arrange(page, gateway) {
      await chat(page, gateway);
      await page.getByRole("button", { name: "Close chat" }).first().click();
      gateway.says("It is back in stock on Monday. Shall I keep one for you?");
      await page.getByRole("button", { name: "Open chat, 1 unread message" }).waitFor();
    },
  },
  {
    name: "options",
    async arrange(page, gateway) {
      await chat(page, gateway);
      await page.getByRole("button", { name: "Options" }).click();
    },
  },
  {
    name: "offline",
    async arrange(page, gateway) {
      await chat(page, gateway);
      await gateway.down();
      await page.getByText("You are offline").waitFor();
      await page.getByRole("textbox", { name: "Message" }).fill("And do you have it in slate?");
      await page.getByRole("textbox", { name: "Message" }).press("Enter");
      await page.getByText("Waiting to be sent").waitFor();
    },
  },
  {
    name: "stray-offer",
    async arrange(page, gateway) {
      await chat(page, gateway);
      await page.getByRole("textbox", { name: "Message" }).fill("Sure, it is 4111 1111 1111 1111");
      await page.getByRole("textbox", { name: "Message" }).press("Enter");
      await page.getByText("That looks like a card number").waitFor();
    },
  },
  { name: "capture", arrange: async (page, gateway) => form(page, gateway) },
  {
    name: "capture-short",
    async arrange(page, gateway) {
      await form(page, gateway, Date.now() + 95_000);
      await page.getByText(/1:\d\d left/).waitFor();
      await page.getByRole("button", { name: "Not now" }).click();
    },
  },
  {
    name: "preparing",
    async arrange(page, gateway) {
      await chat(page, gateway);
      gateway.offer(PAYMENT, false);
      await page.getByText("Getting the secure form ready").waitFor();
    },
  },
  {
    name: "frame-slow",
    form: "silent",
    async arrange(page, gateway) {
      await chat(page, gateway);
      gateway.offer(PAYMENT);
      await page.getByText("The secure form does not load").waitFor({ timeout: 12_000 });
    },
  },
  {
    name: "phone",
    async arrange(page, gateway) {
      await form(page, gateway);
      await page.getByRole("button", { name: /^Use (my phone|another device)$/ }).click();
      await page.getByRole("img", { name: "QR code" }).waitFor();
    },
  },
  {
    name: "results",
    async arrange(page, gateway) {
      await chat(page, gateway);
      for (const status of ["declined", "cancelled", "expired", "failed"] as const) {
        gateway.offer(PAYMENT);
        gateway.end(status);
      }
      gateway.offer(PAYMENT);
      gateway.end("completed", { display: "Visa •••• 1111" });
      gateway.says("Thank you. It is on its way tomorrow morning.");
      await page.getByText("on its way tomorrow").first().waitFor();
    },
  },
  {
    name: "held-line",
    async arrange(page, gateway) {
      await chat(page, gateway);
      gateway.answerWith(() => ({ ok: true, status: "held" }));
      await page.getByRole("textbox", { name: "Message" }).fill("One more thing");
      await page.getByRole("textbox", { name: "Message" }).press("Enter");
      await page.getByText("Not sent: the chat was on hold").waitFor();
    },
  },
  {
    name: "closed",
    async arrange(page, gateway) {
      await chat(page, gateway);
      gateway.close();
      await page.getByRole("button", { name: "Start a new chat" }).waitFor();
    },
  },
  {
    name: "arabic",
    locale: "ar",
    async arrange(page, gateway) {
      await page.locator(".launcher").click();
      await page.locator("textarea").fill("مرحبا، هل الخيمة متوفرة؟");
      await page.locator("textarea").press("Enter");
      await page.getByText("أُرسلت").waitFor();
      gateway.joins();
      gateway.says("نعم، متوفرة الآن.");
      gateway.offer(PAYMENT);
      await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
    },
  },
];

const PAYMENT = { amount: { minor: 38_900, currency: "EUR" }, purpose: "Ridgeline 2, order 1042" };

async function open(page: Page) {
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  await page.locator(".greeting").waitFor();
}

async function chat(page: Page, gateway: FakeGateway) {
  const start = Date.now() - 6 * MINUTE_MS;
  await open(page);
  await page
    .getByRole("textbox", { name: "Message" })
    .fill("Hi, is the Ridgeline 2 in stock in moss?");
  await page.getByRole("textbox", { name: "Message" }).press("Enter");
  await page.getByText("Sent", { exact: true }).waitFor();
  gateway.joins(start);
  gateway.says("Hello, this is Anna.", start);
  gateway.says(
    "Yes, four of them are here. If you order today it leaves tomorrow morning. Would you like to pay by card?",
  );
  await page.getByText("Yes, four of them").first().waitFor();
  await page.getByRole("textbox", { name: "Message" }).fill("Yes please");
  await page.getByRole("textbox", { name: "Message" }).press("Enter");
  gateway.hint({ type: "agent-read", upTo: 99 });
  await page.getByText("Read", { exact: true }).waitFor();
}

async function form(page: Page, gateway: FakeGateway, deadline = Date.now() + 10 * MINUTE_MS) {
  await chat(page, gateway);
  gateway.offer({ ...PAYMENT, deadline });
  await page.frameLocator("iframe.secure").getByText("Card number").waitFor();
  gateway.change({ status: "opened", deadline, ...PAYMENT });
  gateway.says("Take your time.");
  await page.getByText("Anna: Take your time.").last().waitFor();
}
