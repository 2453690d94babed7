import { expect, meet, test } from "./fixtures.ts";

test("[2] a host page that lays something over the form locks it, until the form can be seen again", async ({
  shop,
  desk,
}) => {
  await meet(shop, desk, "watch the cover");
  await desk.capture("/card");
  const number = shop.form.field("Card number");
  await expect(number).toBeEnabled();
  await shop.page.evaluate(() => {
    const cover = document.createElement("div");
    cover.id = "cover";
    cover.style.cssText = "position:fixed;inset:0;z-index:2147483647;opacity:0.01;background:#fff";
    document.documentElement.append(cover);
  });
  await expect(number).toBeDisabled();
  await expect(shop.form.root.getByText("Something lies over this form")).toBeVisible();
  await shop.page.evaluate(() => document.querySelector("#cover")?.remove());
  await expect(number).toBeEnabled();
});
