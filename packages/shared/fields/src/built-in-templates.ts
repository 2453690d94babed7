import type { FieldClass } from "./field-class.ts";
import type { Template, TemplateField } from "./template.ts";

export const cardTemplate: Template = {
  id: "card",
  version: 1,
  title: "Card",
  fields: [
    required("card.pan"),
    required("card.holder"),
    required("card.exp"),
    required("card.cvv"),
  ],
};

/** The territory decides which parts there are, their order, and which must be given. */
export const addressTemplate: Template = {
  id: "address",
  version: 1,
  title: "Address",
  fields: [
    required("address.country"),
    required("address.name"),
    optional("address.organization"),
    optional("address.line1"),
    optional("address.line2"),
    optional("address.dependent-locality"),
    optional("address.locality"),
    optional("address.region"),
    optional("address.postal"),
    optional("address.sorting"),
  ],
};

export const bankTemplate: Template = {
  id: "bank",
  version: 1,
  title: "Bank account",
  fields: [
    {
      ...required("choice"),
      name: "bank.kind",
      options: { choices: [{ value: "iban" }, { value: "us" }] },
    },
    { ...required("bank.iban"), when: { field: "bank.kind", is: "iban" } },
    { ...required("bank.us.routing"), when: { field: "bank.kind", is: "us" } },
    { ...required("bank.us.account"), when: { field: "bank.kind", is: "us" } },
  ],
};

export const nationalIdTemplate: Template = {
  id: "national-id",
  version: 1,
  title: "National ID",
  fields: [required("id.country"), required("id.national")],
};

export const builtInTemplates: readonly Template[] = [
  cardTemplate,
  addressTemplate,
  bankTemplate,
  nationalIdTemplate,
];

function required(name: FieldClass): TemplateField {
  return { name, class: name, required: true };
}

function optional(name: FieldClass): TemplateField {
  return { name, class: name, required: false };
}
