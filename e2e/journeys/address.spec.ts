import type { Locator } from "@playwright/test";
import { expect, meet, test } from "./fixtures.ts";

const addresses = [
  {
    country: "US",
    fields: {
      "Full name": "Jane Doe",
      Address: "1 Main Street",
      City: "Springfield",
      State: "IL",
      "ZIP code": "62701",
    },
  },
  {
    country: "DE",
    fields: {
      "Full name": "Erika Mustermann",
      Address: "Heidestraße 17",
      "Postal code": "51147",
      City: "Köln",
    },
  },
  {
    country: "JP",
    fields: {
      "Full name": "山田太郎",
      "Postal code": "154-0023",
      Prefecture: "東京都",
      Address: "世田谷区若林1-1",
    },
  },
  {
    country: "BR",
    fields: {
      "Full name": "João Silva",
      Address: "Rua das Flores 12",
      City: "São Paulo",
      State: "SP",
      "Postal code": "01310-100",
    },
  },
  {
    country: "GB",
    fields: {
      "Full name": "Jane Doe",
      Address: "10 Sample Road",
      "Town or city": "London",
      "Postal code": "SW1A 2AA",
    },
  },
] as const;

for (const { country, fields } of addresses) {
  test(`an address in ${country}, with that country's own fields`, async ({ shop, desk }) => {
    await meet(shop, desk, `deliver to ${country}`);
    await desk.capture("/address");
    await shop.form.field("Country or region").selectOption(country);
    for (const [label, value] of Object.entries(fields)) {
      const field = shop.form.root.getByLabel(label, { exact: true });
      const isSelect = await field.evaluate((element) => element instanceof HTMLSelectElement);
      if (isSelect) await choose(field, value);
      else await field.fill(value);
    }
    await shop.form.button("Save address").click();
    await expect(shop.text(/stored securely/)).toBeVisible();
    await expect(desk.text("stored")).toBeVisible();
    const said = await desk.stream.innerText();
    for (const value of Object.values(fields))
      expect(said.replace(/\d+:\d+/g, "")).not.toContain(value);
  });
}

async function choose(field: Locator, value: string): Promise<void> {
  const option = await field
    .locator("option")
    .evaluateAll(
      (options, wanted) =>
        options
          .map((one) => (one instanceof HTMLOptionElement ? [one.value, one.label] : ["", ""]))
          .find(([key, label]) => key === wanted || (label ?? "").includes(String(wanted)))?.[0],
      value,
    );
  await field.selectOption(option ?? value);
}
