import { expect, test } from "vitest";
import { addresses } from "./addresses.mjs";

const apps = [
  { url: "http://collector.test", log: "collector.log" },
  { url: "http://gateway.test", log: "gateway.log" },
] as const;

test("npm start says where everything is, and of a demo who may sign in and what to try", () => {
  const agent = { email: "anna@demo.example", password: "secret", role: "agent" };
  const supervisor = { ...agent, email: "carla@demo.example", role: "supervisor" };
  const said = addresses(apps, { tenant: "demo", agents: [agent, supervisor] });
  for (const part of [
    "gateway.test/demo/",
    "gateway.test/console/",
    "//collector.test",
    "gateway.log",
  ])
    expect(said).toContain(part);
  expect(said).toMatch(/organisation +demo\n/);
  expect(said).toMatch(/anna@demo\.example +secret\n/);
  expect(said).toMatch(/carla@demo\.example +secret +supervisor/);
  expect(said).toContain("try it");
  expect(addresses(apps, undefined)).not.toMatch(/try it|sign in|organisation/);
});
