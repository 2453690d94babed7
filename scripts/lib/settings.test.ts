import { expect, it } from "vitest";
import { root } from "./root.mjs";
import { settings } from "./settings.mjs";

it("gives each server its place, its address and the way to the other's public keys", () => {
  const { data, apps } = settings({ ASIDE_GATEWAY_PORT: "5000" });
  expect(data).toBe(`${root}/.data`);
  const told = {
    ASIDE_DATA: data,
    ASIDE_GATEWAY_PORT: "5000",
    ASIDE_COLLECTOR_PORT: "4100",
    ASIDE_GATEWAY_URL: "http://localhost:5000",
    ASIDE_COLLECTOR_URL: "http://127.0.0.1:4100",
    ASIDE_GATEWAY_KEYS: `${data}/gateway/public.jwks.json`,
    ASIDE_COLLECTOR_KEYS: `${data}/collector/public.jwks.json`,
    ASIDE_DEMO: "1",
  };
  expect(apps.map(({ name, env }) => [name, env])).toEqual([
    ["collector", told],
    ["gateway", told],
  ]);
});

it("[BND2] tells neither server where the other's database is", () => {
  const { apps } = settings({
    ASIDE_GATEWAY_DATABASE_URL: "postgres://journal",
    ASIDE_COLLECTOR_DATABASE_URL: "postgres://vault",
  });
  const [collector, gateway] = apps.map(({ env }) => Object.values(env));
  expect(collector).toContain("postgres://vault");
  expect(collector).not.toContain("postgres://journal");
  expect(gateway).toContain("postgres://journal");
  expect(gateway).not.toContain("postgres://vault");
});
