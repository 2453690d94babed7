import { builtInTemplates, cardTemplate, type Template } from "@aside/fields";
import { expect, test } from "vitest";
import { readTemplate } from "./read-template.ts";

test.each(builtInTemplates)("$id is read, in whatever order its members come", (template) => {
  const { fields, ...rest } = template;
  expect(readTemplate(sent({ fields, ...rest }))).toEqual(template);
});

test("a tenant's own is held to the schema, also where it has a built-in one's name", () => {
  const own: Template = {
    ...cardTemplate,
    title: "Deposit",
    fields: cardTemplate.fields.slice(0, 1),
  };
  expect(readTemplate(sent(own))).toEqual(own);
  expect(readTemplate({ ...sent(own), fields: [] })).toBeNull();
  expect(readTemplate({ ...sent(cardTemplate), script: "" })).toBeNull();
  expect(readTemplate("card")).toBeNull();
  const code = cardTemplate.fields.filter((field) => field.class === "card.cvv");
  expect(readTemplate(sent({ ...own, fields: code }))).toBeNull();
});

/** As it comes over the wire. */
function sent(template: Template) {
  return JSON.parse(JSON.stringify(template));
}
