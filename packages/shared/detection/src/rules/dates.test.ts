import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  "9-Feb-1968",
  "9/feb/68",
  "Feb-09-1968",
  "1968-Feb-09",
  "09.Feb.1968",
  "ninth of the second nineteen sixty eight",
  "twenty-third of march nineteen ninety-one",
  "9.2.1968",
  "oh three twenty one eighty seven",
  "three twenty one nineteen eighty seven",
  "zwanzigsten Mai neunzehnhundertzweiundsechzig",
  "dritten Februar 1988",
  "onze mars mille neuf cent cinquante-deux",
  "vinte de junho de mil novecentos e quarenta",
  "twenty sixth",
  "april ninth",
  "may",
  "1944",
  "fifty eight",
])("a date of birth is found to its end: %s", (date) => {
  const asked = play(["a: What is your date of birth?", `c: ${date}`], { profile: "inline" });
  expect(asked[1]).toEqual([`DATE_OF_BIRTH ${date}`]);
});

test("of two dates of birth each is found", () => {
  const lines = ["a: And their birth dates?", "c: 7 June 2009 and 30 January 2013"];
  expect(play(lines, { profile: "inline" })[1]).toEqual([
    "DATE_OF_BIRTH 7 June 2009",
    "DATE_OF_BIRTH 30 January 2013",
  ]);
});

test.each([
  "I am 71",
  "it begins with an 8",
  "sorry?",
  "since 2011 I think it was on the other account",
])("what is no part of a date of birth is none, though one was asked for: %s", (text) => {
  const asked = ["a: What is your date of birth?", `c: ${text}`];
  expect(play(asked, { profile: "inline" })[1]).toEqual([]);
});

test.each(["Nov-29", "november twenty twenty-nine", "11/29", "november-2029"])(
  "an expiry date is found to its end: %s",
  (date) => {
    expect(play([`c: it expires ${date}`], { profile: "inline" })).toEqual([[`EXPIRY ${date}`]]);
  },
);

test.each(["10-12 june", "two-three of us in may", "a booking for 12-Mar-26 please"])(
  "other dates are nobody's: %s",
  (text) => {
    expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[]]);
  },
);
