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
