import fc from "fast-check";
import { expect, test } from "vitest";
import { transition } from "xstate";
import { isCapturing } from "./admit.ts";
import { alphabet, at } from "./alphabet.ts";
import { conversationMachine } from "./machine.ts";
import { stay } from "./stay.ts";
import { born, step } from "./step.ts";
import { phaseOf } from "./summary.ts";

const journal = fc.array(fc.constantFrom(...alphabet), { maxLength: 25 });
const opening = alphabet.filter(
  (event) =>
    event.type === "started" || event.type === "agent.took" || event.type === "capture.requested",
);

test("a step is xstate's own transition: same snapshot, same actions, on any journal", () => {
  fc.assert(
    fc.property(journal, fc.integer({ min: 0, max: 3 }), (tail, known) => {
      let mine = born;
      let theirs = born;
      for (const [index, event] of [...opening.slice(0, known), ...tail].entries()) {
        const placed = at(event, index + 1);
        const own = step(mine, placed);
        const [snapshot, actions] = transition(conversationMachine, theirs, placed);
        expect(own.actions).toEqual(
          actions
            .filter((action) => action.type !== "keep nothing of it")
            .map((action) => Object.assign({ type: action.type }, action.params)),
        );
        expect(own.snapshot.value).toEqual(snapshot.value);
        expect(own.snapshot.context).toEqual(snapshot.context);
        expect(own.snapshot.toJSON()).toEqual(snapshot.toJSON());
        expect(isCapturing(own.snapshot)).toBe(snapshot.matches("capture"));
        expect(snapshot.matches(phaseOf(own.snapshot)) || snapshot.matches("new")).toBe(true);
        mine = own.snapshot;
        theirs = snapshot;
      }
    }),
    { numRuns: 200 },
  );
});

test("a step changes nothing that it was given", () => {
  const before = step(born, at({ type: "started", customer: "Jo", page: null })).snapshot;
  const frozen = JSON.stringify(before);
  step(before, at({ type: "customer.named", name: "Joanna" }, 2));
  expect(JSON.stringify(before)).toBe(frozen);
});

test("what is said in an open conversation is no change of state, what leads on by itself is left to xstate", () => {
  const message = { id: "m1", text: "hi", cuts: [] };
  const started = step(born, at({ type: "started", customer: "Jo", page: null })).snapshot;
  const said = at({ type: "customer.message", message }, 2);
  expect(stay(started, said, () => undefined)?.context.unread).toBe(1);
  const agent = { id: "agt_1", name: "Anna", role: "agent" as const };
  const took = at({ type: "agent.took", agent }, 2);
  expect(stay(started, took, () => undefined)).toBe(null);
  const [requested] = opening.filter(({ type }) => type === "capture.requested");
  const entering = [took, ...(requested === undefined ? [] : [at(requested, 3)])].reduce(
    (snapshot, event) => step(snapshot, event).snapshot,
    started,
  );
  expect(isCapturing(entering)).toBe(true);
  expect(stay(entering, said, () => undefined)).toBe(null);
});
