import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["MRS A K WINTERBOURNE", "A K WINTERBOURNE"],
  ["mr j p winterbourne", "j p winterbourne"],
  ["J P Winterbourne", "J P Winterbourne"],
  ["precious", "precious"],
  ["u as in uniform, k e double l", "u as in uniform, k e double l"],
  ["t for tango u r n e r", "t for tango u r n e r"],
  ["d for david, o, y, l, e", "d for david, o, y, l, e"],
  ["it is O. Tamura", "O. Tamura"],
])("an answer to a question for a name: %s", (answer, name) => {
  expect(play(["a: What is your full name?", `c: ${answer}`])[1]).toEqual([`PERSON ${name}`]);
});

test.each([
  "Who am I speaking with?",
  "who is calling?",
  "Who's the account holder?",
  "who is the passenger?",
])("a question for a name: %s", (question) => {
  expect(play([`a: ${question}`, "c: blessing"])[1]).toEqual(["PERSON blessing"]);
});

test.each([
  ["my name patience adebayo", ["PERSON patience adebayo"]],
  ["this is iris, calling about a parcel", ["PERSON iris"]],
  ["Thanks Zuri", ["PERSON Zuri"]],
  ["thank you so much pavel that was quick", ["PERSON pavel"]],
])("a name that is a word, or that nobody knows, behind what leads to one: %s", (text, names) => {
  expect(play([`c: ${text}`])).toEqual([names]);
});

test.each(["Ama Osei-Tutu", "i am ama osei-tutu", "this is Kwame Osei-Tutu", "Mrs Osei-Tutu"])(
  "both halves of a double name, of which one is a word: %s",
  (text) => {
    const name = text.replace(/^(?:i am|this is|Mrs) /, "");
    expect(play([`c: ${text}`])).toEqual([[`PERSON ${name}`]]);
  },
);

test.each(["Thanks Anna-please call", "ask Anna-she knows"])(
  "what a dash parts from a name is none of it: %s",
  (text) => {
    expect(play([`c: ${text}`])).toEqual([["PERSON Anna"]]);
  },
);

test.each([
  "It'll take a day",
  "Unfortunately the parcel is late",
  "thank you for using ShopHelp",
  "the sim does not work, mam",
  "do you have the perry shirt",
  "Bitte im Formular",
  "Quiero darme de alta",
  "Sim, continua assim",
  "Perfecto, espero su llamada",
  "Está bem",
  "it ships to Warszawa",
  "meet me at 5th and Madison",
])("no names: %s", (text) => {
  expect(play([`c: ${text}`])).toEqual([[]]);
});
