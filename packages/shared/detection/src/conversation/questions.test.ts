import { expect, test } from "vitest";
import { play } from "./play.fixture.ts";

test.each(["Could you repeat that?", "sorry, say it again please", "can you spell it"])(
  "a question that was answered waits for an answer once more: %s",
  (again) => {
    const found = play([
      "a: What is your postcode?",
      "c: b s 1 4 q a",
      `a: ${again}`,
      "c: b for bravo s for sierra one four q a",
    ]);
    expect(found[3]).toEqual(["POSTCODE b for bravo s for sierra one four q a"]);
  },
);

test("a name is spelled when its spelling is asked for", () => {
  const found = play([
    "a: And your name?",
    "c: aoife brannigan",
    "a: how do you spell that?",
    "c: b r a n n i g a n",
  ]);
  expect(found[3]).toEqual(["PERSON b r a n n i g a n"]);
});

test("later, 'again' is of something else", () => {
  const lines = [
    "a: What is your PIN?",
    "c: 4417",
    "a: thanks",
    "a: one moment",
    "a: it works",
    "a: have you tried again?",
  ];
  expect(play([...lines, "c: 3 times since 2019"], { profile: "inline" }).at(-1)).toEqual([]);
});

test.each([
  ["a: What is your security code?", "c: 604177", "PIN 604177"],
  ["a: the four digits at a time please, card number?", "c: 4539", "CARD_NUMBER 4539"],
  ["a: In which town was your mother born?", "c: Ballina", "SECURITY_ANSWER Ballina"],
  [
    "a: Your date of birth and your mother's maiden name?",
    "c: 4/9/1971 and Brannigan",
    "DATE_OF_BIRTH 4/9/1971",
  ],
  ["a: What was your first pet?", "c: Truffle the hamster", "SECURITY_ANSWER Truffle"],
])("%s %s", (question, answer, found) => {
  expect(play([question, answer], { profile: "inline" })[1]).toContain(found);
});

test.each([
  ["and the year?", "nineteen fifty two"],
  ["und das Jahr?", "1952"],
  ["Et l'année ?", "1952"],
])("what a date of birth is still without is asked for: %s", (again, year) => {
  const lines = ["a: What is your date of birth?", "c: the 2nd of may", `a: ${again}`];
  expect(play([...lines, `c: ${year}`], { profile: "inline" })[3]).toEqual([
    `DATE_OF_BIRTH ${year}`,
  ]);
});

test("a wish for the day asks for none", () => {
  const lines = ["a: What is your date of birth?", "c: 2 May 1952", "a: Have a nice day!", "c: 12"];
  expect(play(lines, { profile: "inline" })[3]).toEqual([]);
});

test("the last four and a postcode are told by how many digits they have", () => {
  const lines = ["a: The last four of your social, and your zip?", "c: 2291 and 30309"];
  expect(play(lines, { profile: "inline" })[1]).toEqual(["SSN_PARTIAL 2291", "POSTCODE 30309"]);
});

test.each(["There is a security question to answer first.", "There's a security question."])(
  "that there is a question is no answer to it: %s",
  (line) => {
    expect(play([`a: ${line}`, "c: ok go ahead"], { profile: "inline" })).toEqual([[], []]);
  },
);

test("behind a card number the date is its expiry's, and otherwise nobody's", () => {
  const date = ["a: and the date?", "c: october of twenty nine"];
  const card = ["a: What is your card number?", "c: 4539 1488 0343 6467", ...date];
  expect(play(card, { profile: "inline" })[3]).toEqual(["EXPIRY october of twenty nine"]);
  const order = ["a: What is your order number?", "c: 5530148", ...date];
  expect(play(order, { profile: "inline" })[3]).toEqual([]);
});
