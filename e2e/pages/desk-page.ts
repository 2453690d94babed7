import { expect, type Locator, type Page } from "@playwright/test";

/** The agent's side: the console. */
export class DeskPage {
  readonly page: Page;
  readonly composer: Locator;
  readonly stream: Locator;
  readonly shield: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole("textbox", { name: /^Message to/ });
    this.stream = page.getByLabel(/^Conversation with/);
    this.shield = page.getByRole("region", { name: /you are on hold/ });
  }

  /** Opens the conversation whose last line is `text`, and takes it. */
  async take(text: string): Promise<void> {
    await this.open(text);
    await this.page.getByRole("button", { name: /^Take/ }).first().click();
    await this.composer.waitFor();
  }

  /** By the queue's filter, as only rows in sight are drawn: those who wait stand below all that is the agent's own. */
  async open(text: string): Promise<void> {
    const queue = this.page.getByRole("navigation", { name: "Queue and conversations" });
    const filter = queue.getByRole("searchbox");
    await filter.fill(text);
    await queue.getByRole("list").getByText(text).first().click();
    await filter.fill("");
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** `/card`, `/address`, … with whatever follows: `/card 42.00 EUR your order`. */
  async capture(command: string): Promise<void> {
    await this.composer.fill(command);
    await this.composer.press("Enter");
    const start = this.button("Start the capture");
    await expect(start.or(this.shield).first()).toBeVisible();
    if (await start.isVisible()) await start.click();
    await expect(this.shield).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" }).first();
  }

  text(text: string | RegExp): Locator {
    return this.stream.getByText(text).first();
  }
}
