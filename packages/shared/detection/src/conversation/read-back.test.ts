import { expect, test } from "vitest";
import { play } from "./play.fixture.ts";

const ASKED = ["a: what is your social security number", "c: it's 402-88-1963"];

test("a number that is read back is what it was when it was told", () => {
  const said = "four oh two eight eight one nine six three";
  expect(play([...ASKED, `a: so i have ${said}`], { profile: "inline" })[2]).toEqual([
    `SSN ${said}`,
  ]);
  const pin = ["a: and your pin?", "c: 4417", "a: so 4417 right"];
  expect(play(pin, { profile: "inline" })[2]).toEqual(["PIN 4417"]);
});

test("another number of as many digits is not", () => {
  expect(play([...ASKED, "a: your ticket has 402881964"], { profile: "inline" })[2]).not.toContain(
    "SSN 402881964",
  );
  const pin = ["a: and your pin?", "c: 4417", "a: so 4418 right"];
  expect(play(pin, { profile: "inline" })[2]).toEqual([]);
});
