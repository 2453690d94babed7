import { addressTemplate, bankTemplate, cardTemplate } from "@aside/fields";
import { describe, expect, test } from "vitest";
import { NOW } from "../../test/fake-ports.ts";
import { createFormModel, type FormModel } from "./form-model.ts";

const now = () => NOW;

describe("errors", () => {
  test("nothing is wrong before one leaves the field, and an empty field that one leaves is not scolded", () => {
    const model = createFormModel(cardTemplate, now);
    type(model, "card.pan", "4111111111111112");
    expect(model.error("card.pan")).toBeUndefined();
    model.leave("card.pan");
    model.leave("card.holder");
    expect(model.error("card.pan")).toBe("checksum");
    expect(model.error("card.holder")).toBeUndefined();
  });

  test("a shown error goes as soon as typing can mend it, and comes back if it was not mended", () => {
    const model = createFormModel(cardTemplate, now);
    type(model, "card.pan", "0123");
    model.leave("card.pan");
    expect(model.error("card.pan")).toBe("unknown_range");
    type(model, "card.pan", "4123");
    expect(model.error("card.pan")).toBeUndefined();
    model.leave("card.pan");
    expect(model.error("card.pan")).toBe("too_short");
  });

  test("another network asks for another code", () => {
    const model = createFormModel(cardTemplate, now);
    type(model, "card.pan", "4111111111111111");
    type(model, "card.cvv", "1234");
    model.leave("card.cvv");
    expect(model.error("card.cvv")).toBe("too_long");
    type(model, "card.pan", "378282246310005");
    expect(model.error("card.cvv")).toBeUndefined();
  });
});

describe("fields", () => {
  test("a country brings its own; a region of the old one is forgotten, a name is kept", () => {
    const model = createFormModel(addressTemplate, now, { "address.country": "US" });
    type(model, "address.name", "Ana");
    type(model, "address.region", "CA");
    type(model, "address.country", "JP");
    expect(names(model)).toEqual([
      "address.country",
      "address.postal",
      "address.region",
      "address.line1",
      "address.line2",
      "address.organization",
      "address.name",
    ]);
    expect(model.text("address.region")).toBe("");
    expect(model.text("address.name")).toBe("Ana");
  });

  test("a choice brings its own, and only what is shown is sent", () => {
    const model = createFormModel(bankTemplate, now);
    expect(names(model)).toEqual(["bank.kind"]);
    type(model, "bank.kind", "iban");
    type(model, "bank.iban", "DE89370400440532013000");
    type(model, "bank.kind", "us");
    type(model, "bank.us.routing", "021000021");
    type(model, "bank.us.account", "12345678");
    expect(names(model)).toEqual(["bank.kind", "bank.us.routing", "bank.us.account"]);
    expect(sent(model)).toEqual({
      "bank.kind": "us",
      "bank.us.routing": "021000021",
      "bank.us.account": "12345678",
    });
  });
});

test("while an input method composes, nothing is rewritten", () => {
  const model = createFormModel(cardTemplate, now);
  const composing = { text: "４１１１１", caret: 5 };
  expect(model.input("card.pan", composing, true)).toEqual(composing);
  expect(model.input("card.pan", composing)).toEqual({ text: "4111 1", caret: 6 });
});

test("a decomposed letter is sent composed", () => {
  const model = createFormModel(cardTemplate, now);
  type(model, "card.holder", "Jose\u0301");
  expect(new TextDecoder().decode(model.bytes("card.holder"))).toBe("Jos\u00e9");
});

test("cleared is empty", () => {
  const model = createFormModel(cardTemplate, now);
  type(model, "card.pan", "4111");
  model.submit();
  model.clear();
  expect(model.text("card.pan")).toBe("");
  expect(model.error("card.pan")).toBeUndefined();
});

function type(model: FormModel, name: string, text: string): void {
  model.input(name, { text, caret: text.length });
}

function names(model: FormModel): string[] {
  return model.fields().map(({ field }) => field.name);
}

function sent(model: FormModel): Record<string, string> {
  const judged = model.submit();
  if (!judged.ok) throw new Error("refused");
  const decoder = new TextDecoder();
  return Object.fromEntries(judged.values.map(({ name, bytes }) => [name, decoder.decode(bytes)]));
}

test("a field that the collector has already may stay empty, or is entered anew", () => {
  const model = createFormModel(cardTemplate, now, {}, new Map([["card.pan", "•••• 1111"]]));
  expect(model.prefilled("card.pan")).toBe("•••• 1111");
  expect(model.submit()).toEqual({ ok: false });
  expect(model.error("card.pan")).toBeUndefined();
  for (const [name, text] of [
    ["card.holder", "Jane Canary"],
    ["card.exp", "12/34"],
    ["card.cvv", "987"],
  ] as const)
    model.input(name, { text, caret: text.length });
  const verdict = model.submit();
  expect(verdict.ok && verdict.values.map(({ name }) => name)).toEqual([
    "card.holder",
    "card.exp",
    "card.cvv",
  ]);
  model.input("card.pan", { text: "4111", caret: 4 });
  expect(model.submit()).toEqual({ ok: false });
});

test("a field that the collector had and has no more is the customer's to enter: nothing else is shown in its place", () => {
  const model = createFormModel(cardTemplate, now, {}, new Map([["card.pan", "•••• 1111"]]));
  model.refuse([{ name: "card.pan", code: "required" }]);
  expect(model.prefilled("card.pan")).toBeUndefined();
  expect(model.error("card.pan")).toBe("required");
  expect(model.submit()).toEqual({ ok: false });
  expect(model.error("card.pan")).toBe("required");
});
