import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, meet, test } from "./fixtures.ts";

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
}

test("axe finds nothing serious in widget, form and console, before, during and after a capture", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "axe");
  expect(await serious(shop.page)).toEqual([]);
  expect(await serious(desk.page)).toEqual([]);
  await desk.capture("/card");
  await shop.form.field("Card number").waitFor();
  await shop.form.button("Save card").click();
  await shop.form.root.getByText("Enter the long number on the card.").first().waitFor();
  expect(await serious(shop.page)).toEqual([]);
  expect(await serious(desk.page)).toEqual([]);
  await desk.shield.getByRole("button", { name: /Cancel capture/ }).click();
  await desk.button("End the capture").click();
  await desk.text("Card: cancelled").waitFor();
  expect(await serious(shop.page)).toEqual([]);
  expect(await serious(desk.page)).toEqual([]);
});
