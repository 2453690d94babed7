import * as protocol from "@aside/protocol";
import * as session from "@aside/session";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as exported from "./compiled-schemas.ts";

const id = `msg_${"0".repeat(26)}`;
const conversation = `cnv_${"0".repeat(26)}`;
const message = { id, text: "[PIN removed] ok", cuts: [{ start: 0, end: 13, type: "PIN" }] };
const said = { type: "message", from: "customer", message };
/** Of each schema, what it takes. */
const TAKEN = {
  fromWidget: [
    { type: "message", id, text: "hello", cleared: true },
    { type: "read", upTo: 3 },
  ],
  fromConsole: [
    { type: "message", conversation, id, text: "hello" },
    { type: "take", conversation },
  ],
  consoleEntry: [{ seq: 1, at: 2, frame: said }],
  widgetFrame: [said, { type: "agent-joined", name: "Anna" }],
  conversationEvent: [
    { type: "customer.message", message, retracts: [{ seq: 1, message }] },
    { type: "customer.named", name: " Ana " },
  ],
};
const compiled = { ...exported };
const schemas = { ...protocol, conversationEvent: session.conversationEvent };

test.each([
  "fromWidget",
  "fromConsole",
  "consoleEntry",
  "widgetFrame",
  "conversationEvent",
] as const)(
  "[BND1] %s: the compiled one judges as the schema does, reads the same, and finds the same faults",
  (name) => {
    const verdict = (schema: (typeof compiled)[typeof name], input: unknown) => {
      const { success, data, error } = schema.safeParse(input);
      return success ? { data } : { issues: error.issues };
    };
    const agree = (input: unknown) =>
      void expect(verdict(compiled[name], input)).toEqual(verdict(schemas[name], input));
    for (const sample of TAKEN[name]) {
      expect(compiled[name].safeParse(sample).success).toBe(true);
      agree(sample);
    }
    fc.assert(
      fc.property(fc.constantFrom<object>(...TAKEN[name]), fc.nat(), odd, (sample, at, value) =>
        agree(changed(structuredClone(sample), at, value)),
      ),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.jsonValue(), agree));
  },
);

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    -1,
    1.5,
    "",
    "a".repeat(4_001),
    " x ",
    [],
    {},
    "__more",
  ),
  fc.jsonValue(),
);

/** The sample with one of its values, at whatever depth, another one; `__more`: a key that it does not have. */
function changed(sample: object, at: number, value: unknown): object {
  const places = placesIn(sample);
  const place = places[at % places.length];
  if (place === undefined) return sample;
  if (value === "__more") Reflect.set(place.of, value, 1);
  else Reflect.set(place.of, place.key, value);
  return sample;
}

function placesIn(of: object): { readonly of: object; readonly key: string }[] {
  return Object.entries(of).flatMap(([key, value]: [string, unknown]) => [
    { of, key },
    ...(typeof value === "object" && value !== null ? placesIn(value) : []),
  ]);
}
