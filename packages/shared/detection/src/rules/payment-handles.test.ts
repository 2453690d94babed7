import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["refund it to ravi.k92@okhdfcbank pls", "ACCOUNT_ID ravi.k92@okhdfcbank"],
  ["9845012345@ybl", "ACCOUNT_ID 9845012345@ybl"],
  ["Paid to meena-shop@Paytm.", "ACCOUNT_ID meena-shop@Paytm"],
  ["my upi is tara_01@somebank", "ACCOUNT_ID tara_01@somebank"],
])("a payment handle is an account, whole: %s", (text, found) => {
  expect(play([`c: ${text}`])).toEqual([[found]]);
});

test.each(["ann.lee@example.com", "write to upi.help@ybl.example"])(
  "an e-mail address is none: %s",
  (text) => {
    expect(play([`c: ${text}`])[0]?.every((one) => one.startsWith("EMAIL "))).toBe(true);
  },
);

test.each(["meet me @paytm", "3 apples@home for tea", "follow shop@insta"])(
  "nor is another word behind an @: %s",
  (text) => {
    expect(play([`c: ${text}`]).flat()).not.toContainEqual(expect.stringMatching(/^ACCOUNT_ID/));
  },
);
