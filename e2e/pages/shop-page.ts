import type { FrameLocator, Locator, Page } from "@playwright/test";

/** The customer's side: a shop page with the widget on it. */
export class ShopPage {
  readonly page: Page;
  readonly composer: Locator;
  readonly form: FormFrame;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole("textbox", { name: "Message" });
    this.form = new FormFrame(page.frameLocator('iframe[title="Secure form"]'));
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Open chat" }).click();
    await this.composer.waitFor();
  }

  /** After a reload or in another tab, where the chat may open by itself. */
  async reopen(): Promise<void> {
    await this.page.waitForFunction(() => "Aside" in window);
    await this.page.evaluate("window.Aside.open()");
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text).first();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" }).first();
  }
}

/** The collector's form, in a frame or as a window of its own. */
export class FormFrame {
  readonly root: Page | FrameLocator;

  constructor(root: Page | FrameLocator) {
    this.root = root;
  }

  field(label: string | RegExp): Locator {
    return this.root.getByLabel(label);
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole("button", { name });
  }

  async fillCard(card: {
    number: string;
    name: string;
    expiry: string;
    code: string;
  }): Promise<void> {
    await this.field("Card number").fill(card.number);
    await this.field("Name on card").fill(card.name);
    await this.field("Expiry date").fill(card.expiry);
    await this.field("Security code").fill(card.code);
  }
}

/** A number that a card network publishes for tests. */
export const testCard = {
  number: "4111 1111 1111 1111",
  name: "Jane Doe",
  expiry: "12/30",
  code: "123",
};
