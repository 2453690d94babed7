import { describe, expect, test } from "vitest";
import { builtInTemplates } from "./built-in-templates.ts";
import { checkSubmission } from "./check-submission.ts";
import { FieldsError } from "./errors.ts";
import { fieldClasses } from "./field-class.ts";
import { defineTemplate, templateSchema, type Template } from "./template.ts";
import { utf8, values } from "./test-bytes.ts";

const loyalty: Template = {
  id: "loyalty",
  version: 1,
  title: "Loyalty card",
  fields: [
    {
      name: "member",
      class: "number.secret",
      label: "Member number",
      required: true,
      options: { min: 6, max: 9 },
    },
    { name: "word", class: "text.secret", label: "Secret word", required: false },
    { name: "born", class: "date.birth", required: true },
    { name: "phone", class: "phone", required: false },
    { name: "mail", class: "email", required: false },
  ],
};

test.each(builtInTemplates)("$id is a template", (template) => {
  expect(templateSchema.parse(template)).toEqual(template);
});

describe("defineTemplate", () => {
  test("a tenant's own", () => {
    expect(defineTemplate(loyalty)).toEqual(loyalty);
  });

  test.each([
    ["a name twice", [field("a"), field("a")], "the name a is given twice"],
    ["thirteen fields", Array.from({ length: 13 }, (_, at) => field(`f${at}`)), "Too big"],
    ["a card number twice", [card("a"), card("b")], "card.pan can be asked once"],
    ["a code without number", [{ ...field("a"), class: "card.cvv" }], "card.cvv needs card.pan"],
    [
      "a street without country",
      [{ ...field("a"), class: "address.line1" }],
      "address.line1 needs address.country",
    ],
    ["a choice of nothing", [{ ...field("a"), class: "choice" }], "a choice has them"],
    ["bounds the wrong way", [{ ...field("a"), options: { min: 5, max: 4 } }], "min is above max"],
    [
      "a condition on nothing",
      [{ ...field("a"), when: { field: "b", is: "c" } }],
      "when must name",
    ],
    ["a class that is none", [{ ...field("a"), class: "password" }], "Invalid option"],
    ["an unknown key", [{ ...field("a"), regex: ".*" }], "Unrecognized key"],
    ["a name with spaces", [field("a b")], "Invalid string"],
  ])("%s is refused", (_, fields, problem) => {
    const error = refusal({ ...loyalty, fields });
    expect(error.code).toBe("template_invalid");
    expect(error.who).toBe("operator");
    expect(error.problems.join("\n")).toContain(problem);
  });
});

describe("a tenant's template at work", () => {
  const now = Date.UTC(2026, 10, 22);
  const good = {
    member: "0012345",
    born: "1990-02-28",
    phone: "+49 (30) 123-456",
    mail: "ana@example.org",
  };

  test("good values leave nothing but the title", () => {
    expect(checkSubmission(loyalty, values(good), { now })).toEqual({
      ok: true,
      metadata: {},
      display: "Loyalty card",
    });
  });

  test.each([
    ["member", "12345", "too_short"],
    ["member", "1234567890", "too_long"],
    ["member", "12345a", "malformed"],
    ["word", "x".repeat(201), "too_long"],
    ["born", "1990-02-30", "no_such_date"],
    ["born", "2027-01-01", "too_far"],
    ["born", "1890-01-01", "too_far"],
    ["born", "19900228", "too_short"],
    ["born", "28-02-1990", "malformed"],
    ["phone", "123", "too_short"],
    ["phone", "12+34567", "malformed"],
    ["mail", "ana", "too_short"],
    ["mail", "ana@example", "too_short"],
    ["mail", "ana@@example.org", "malformed"],
    ["mail", "ana@example..org", "malformed"],
  ])("%s %s: %s", (name, text, code) => {
    expect(checkSubmission(loyalty, values({ ...good, [name]: text }), { now })).toEqual({
      ok: false,
      errors: [{ name, code }],
    });
  });

  test("a field twice, and one that is not of the template, whose name is not repeated", () => {
    const given = [...values(good), ...values({ member: "0012345", "4111111111111111": "x" })];
    expect(checkSubmission(loyalty, given, { now })).toEqual({
      ok: false,
      errors: [
        { name: "member", code: "duplicate_field" },
        { name: "unknown", code: "unknown_field" },
      ],
    });
  });

  test("bytes that are not UTF-8", () => {
    const given = [...values(good), { name: "word", bytes: Uint8Array.of(0xff) }];
    expect(checkSubmission(loyalty, given, { now })).toEqual({
      ok: false,
      errors: [{ name: "word", code: "malformed" }],
    });
  });

  test("what was given is not changed", () => {
    const given = values(good);
    checkSubmission(loyalty, given, { now });
    expect(given).toEqual(values(good));
    expect(utf8("ok")).toHaveLength(2);
  });
});

test("every class can be asked", () => {
  expect(new Set(fieldClasses).size).toBe(26);
});

function field(name: string) {
  return { name, class: "text.secret", required: true };
}

function card(name: string) {
  return { name, class: "card.pan", required: true };
}

function refusal(input: unknown): FieldsError {
  try {
    defineTemplate(input);
  } catch (error) {
    if (error instanceof FieldsError) return error;
  }
  throw new Error("not refused");
}
