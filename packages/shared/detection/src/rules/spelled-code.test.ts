import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["What's the booking reference?", "ORDER_ID", "tango four nine j w two"],
  ["Order number please", "ORDER_ID", "h for hotel seven seven m two"],
  ["And your policy number?", "ACCOUNT_ID", "p as in papa 4 4 double 0 x"],
])("%s a code letter by letter is a %s: %s", (question, type, code) => {
  const lines = [`a: ${question}`, `c: yes it is ${code}`];
  expect(play(lines, { profile: "inline" })[1]).toEqual([`${type} ${code}`]);
});

test.each(["i have 2 of them", "no i do not have one", "is it the 3 or the 4 on top"])(
  "other answers are none: %s",
  (text) => {
    expect(play(["a: Order number please", `c: ${text}`], { profile: "inline" })[1]).toEqual([]);
  },
);
