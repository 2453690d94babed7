import { expect, test } from "vitest";
import { actOf, intentsOf } from "./dialogue-acts.ts";
import { languageOf } from "./language.ts";
import { createUtility } from "./utility.ts";

test.each([
  ["Hello there", "greet"],
  ["What is your order number?", "ask"],
  ["could you send it again please", "request"],
  ["yes that is right", "confirm"],
  ["No, the other one", "deny"],
  ["Danke", "thank"],
  ["sorry about that", "apologise"],
  ["goodbye", "bye"],
  ["The parcel is blue.", "inform"],
])("%s does: %s", (text, act) => expect(actOf(text)).toBe(act));

test("a turn is about what its words name", () => {
  expect(intentsOf("I want a refund, the card was charged twice")).toBe("pay refund");
  expect(intentsOf("hello")).toBe("");
});

test.each([
  ["the parcel is not here and I have it for you", "en"],
  ["wo ist mein Paket, und ist das für mich", "de"],
  ["el pedido no está y es muy tarde", "es"],
  ["le colis est pas dans la boîte et je suis là", "fr"],
  ["o pedido não está com você", "pt"],
  ["أين الطرد", "ar"],
])("%s is %s", (text, language) => expect(languageOf([text])).toBe(language));

test("the report counts words that changed, and acts and intents that did not", () => {
  const utility = createUtility();
  utility.add(10, 2);
  utility.changed("my name is Ann Lee", "my name is Jane Doe", [{ start: 11, end: 18 }]);
  utility.changed("is it Ann?", "it is Jane Doe", [{ start: 6, end: 9 }]);
  expect(utility.report()).toEqual({
    tokens: 10,
    changedTokens: 3,
    turns: 2,
    changedTurns: 2,
    actsKept: 1,
    intentsKept: 2,
  });
});
