import { expect, test } from "vitest";
import { digitsOf } from "./pour.ts";
import { surrogatesOf } from "./turn.fixture.ts";

/** As the regulators publish them. */
const KEPT = {
  britain: /^0?(?:2079460|11[3-8]4960|1[2345]14960|1614960|1914980|1632960|2920180)\d{3}$/,
  "British mobile": /^0?7700900\d{3}$/,
  germany: /^(?:3023125|6990009|4066969|2214710|8999998)\d{3}$/,
  "German mobile": /^(?:17139200|176040690)\d\d$/,
  france: /^(?:19900|26191|35301|46571|53649)\d{4}$/,
  "French mobile": /^63998\d{4}$/,
  australia: /^[2378]5550\d{4}$/,
  "Australian mobile":
    /^49157(?:0006|0110|0156|0157|0158|0159|0313|0737|1266|1491|1804|2549|2665|2983|3087|3770|4118|4632|5254|5789|6398|6801|7426|7644|8148|8888|8957|9212|9455|9760)$/,
};

test.each([
  ["020 7123 4567", "britain"],
  ["0117 496 1234", "britain"],
  ["+44 20 7123 4567", "britain"],
  ["07911 123456", "British mobile"],
  ["+49 30 901820123", "germany"],
  ["+49 171 1234567", "German mobile"],
  ["+33 1 42 34 56 78", "france"],
  ["+33 6 12 34 56 78", "French mobile"],
  ["+61 2 9374 4000", "australia"],
  ["+61 412 345 678", "Australian mobile"],
] as const)("[EXP1] in place of %s comes a number that a regulator keeps", (value, kept) => {
  const code = /^\+(\d\d)/.exec(value)?.[1] ?? "";
  for (let key = 0; key < 100; key++) {
    const digits = digitsOf(surrogatesOf([`{PHONE:${value}}`], key)[0] ?? "");
    expect(digits.startsWith(code)).toBe(true);
    expect(digits.slice(code.length)).toMatch(KEPT[kept]);
  }
});
