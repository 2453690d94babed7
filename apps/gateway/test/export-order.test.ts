import { afterAll, beforeAll, expect, test } from "vitest";
import { Customer, newId } from "./clients.ts";
import { startSystem, type System } from "./system.ts";

let system: System;

beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system.stop());

test("[EXP1] with surrogates, the order of a file tells nothing of when its conversations were", async () => {
  const begun: string[] = [];
  for (let at = 0; at < 7; at++) {
    const customer = await Customer.in(system.node.url);
    await customer.say(`conversation ${at}`, newId("msg"));
    begun.push(customer.conversation);
    customer.close();
  }
  const orderOf = async (mode: string) => {
    const response = await fetch(`${system.node.url}/v1/export?format=openai&mode=${mode}`, {
      headers: { authorization: `Bearer ${system.apiKey}` },
    });
    return Array.from((await response.text()).matchAll(/conversation (\d)/g), ([, at]) =>
      Number(at),
    );
  };
  expect(await orderOf("defaults")).toEqual([6, 5, 4, 3, 2, 1, 0]);
  const byId = begun.map((id, at) => ({ id, at })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(await orderOf("surrogates")).toEqual(byId.map(({ at }) => at));
});
