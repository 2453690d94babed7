import { expect, test } from "vitest";
import { alphabet, anna, at } from "./alphabet.ts";
import { fold } from "./replay.ts";
import { queueEntry } from "./summary.ts";

test("the queue says which agent wrote the last line, and of a customer's names none", () => {
  const said = (...types: string[]) =>
    queueEntry(
      "cnv_1",
      types.length,
      fold(
        types.flatMap((type, index) => {
          const event = alphabet.find((one) => one.type === type);
          return event === undefined ? [] : [at(event, index + 1)];
        }),
      ),
    ).last;
  expect(said("started", "agent.took", "agent.message")).toMatchObject({
    from: "agent",
    agent: anna,
  });
  expect(said("started", "agent.took", "customer.message")).not.toHaveProperty("agent");
});
