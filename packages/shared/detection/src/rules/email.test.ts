import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  "noor.haddad_AT_fernmail_DOT_org",
  "noor*at*fernmail*dot*org",
  "noor|at|fernmail|dot|com",
  "noor [at] fernmail [dot] net",
  "noor.haddad-at-fernmail-dot-org",
  "noor -at- fernmail.org",
  "noor underscore haddad twenty two at fernmail dot org",
])("an address that hides its signs: %s", (address) => {
  expect(play([`c: ${address}`], { profile: "inline" })).toEqual([[`EMAIL ${address}`]]);
});

test.each(["stay-at-home.org", "meet_at_noon please", "look at that. Com is a word"])(
  "no address: %s",
  (text) => {
    expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[]]);
  },
);
