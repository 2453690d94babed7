import { expect, it } from "vitest";
import { readConfig } from "./config.ts";

const SRC = "https://chat.example:8443/widget/aside.js?v=2";

it("reads the script tag", () => {
  const data = {
    tenant: "demo",
    locale: "de-AT",
    session: "s",
    position: "left",
    name: " Jo ",
    colour: "#AABBCC",
  };
  expect(readConfig(SRC, data, ["fr"])).toEqual({
    tenant: "demo",
    gateway: "https://chat.example:8443",
    folder: "https://chat.example:8443/widget/",
    language: "de",
    locale: "de-AT",
    session: "s",
    position: "left",
    name: "Jo",
    colour: "#AABBCC",
  });
});

it("[7] goes by the page and the browser where the tag says nothing", () => {
  expect(
    readConfig(SRC, { tenant: "demo", colour: "red" }, ["nl-NL", "es-MX", "en"]),
  ).toMatchObject({
    language: "es",
    locale: "es-MX",
    session: null,
    position: "right",
    name: null,
    colour: null,
  });
});

it("does not pass on what is no language tag", () => {
  expect(readConfig(SRC, { tenant: "demo", locale: "de_de!" }, []).locale).toBe("en");
});
