import { expect, test } from "vitest";
import { settingNames, unknownSettings } from "./index.ts";

test("a name that no program reads is told with the one that may be meant, and its value is not", () => {
  const env = {
    ASIDE_GATWAY_PORT: "4000",
    ASIDE_COLECTOR_PROXYS: "secret",
    ASIDE_GATEWAY_SERVICE_HOST: "10.0.0.1",
    ASIDE_GATEWAY_PORT: "4000",
    ASIDE_API_KEY: "key",
    PATH: "/bin",
  };
  expect(unknownSettings(env)).toEqual([
    { setting: "ASIDE_COLECTOR_PROXYS", nearest: "ASIDE_COLLECTOR_PROXIES" },
    { setting: "ASIDE_GATEWAY_SERVICE_HOST", nearest: undefined },
    { setting: "ASIDE_GATWAY_PORT", nearest: "ASIDE_GATEWAY_PORT" },
  ]);
});

test("what one program reads is no mistake for the others", () => {
  const all = Object.fromEntries(
    Object.values(settingNames).flatMap((names) => names.map((name) => [name, ""])),
  );
  expect(unknownSettings(all)).toEqual([]);
});
