import { expect, it } from "vitest";
import { countdown, minutesAndSeconds } from "./countdown.ts";
import { money } from "./money.ts";

it("is shown for the last two minutes, read out four times, and does not go below nothing", () => {
  expect(countdown(121_000, 0, 0)).toEqual({ seconds: 121, shown: false, spoken: false });
  expect(countdown(120_000, 0, 0)).toEqual({ seconds: 120, shown: true, spoken: true });
  expect(countdown(59_000, 0, 0)).toEqual({ seconds: 59, shown: true, spoken: false });
  expect(countdown(0, 5_000, 0)).toEqual({ seconds: 0, shown: true, spoken: false });
});

it("goes by the server's clock where this computer's is a minute off", () => {
  expect(countdown(100_000, 60_000, -60_000).seconds).toBe(100);
});

it("writes minutes and seconds", () => {
  expect([119, 60, 5].map(minutesAndSeconds)).toEqual(["1:59", "1:00", "0:05"]);
});

it("counts minor units as the currency does", () => {
  expect(money({ minor: 4_200, currency: "EUR" }, "en-GB")).toBe("€42.00");
  expect(money({ minor: 4_200, currency: "JPY" }, "en-GB")).toBe("JP¥4,200");
  expect(money({ minor: 4_200, currency: "KWD" }, "en-GB")).toBe("KWD\u00a04.200");
});
