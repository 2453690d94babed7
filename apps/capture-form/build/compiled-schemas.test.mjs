import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { builtInTemplates } from "@aside/fields";
import * as exported from "../src/schemas.ts";
import { compileSchemas } from "./compiled-schemas.mjs";

const capture = `cap_${"0".repeat(26)}`;
const amount = { minor: 1_000, currency: "EUR" };
const opened = {
  capture,
  jti: "j".repeat(64),
  tenant: { id: "demo", name: "Demo", privacyUrl: null },
  template: builtInTemplates[0],
  purpose: " your order 1042 ",
  amount,
  requestedBy: "Ana",
  locale: "pt-BR",
  retentionDays: 30,
  deadline: 2_000,
  now: 1_000,
  key: { kid: "k1", suite: "xc20p", publicKey: "A_-9" },
  prefilled: [{ name: "card.pan", display: "•••• 1111" }],
};
const charge = { state: "declined", reason: "expired_card" };
/** Of each schema, what it takes. */
const TAKEN = {
  connect: [{ type: "aside.connect", v: 1 }],
  toFrame: [{ type: "ticket", ticket: "a.b.c", scheme: "dark" }, { type: "deadline" }],
  openReply: [opened],
  stateReply: [{ state: "open", deadline: 2, now: 1, charge }],
  submitReply: [
    { outcome: "stored", display: "Visa •••• 1111", paid: true },
    { outcome: "charge", charge },
    { outcome: "invalid", errors: [{ name: "card.pan", code: "required" }] },
  ],
  collectorRefusal: [{ code: "malformed", text: "Malformed." }],
  templateShape: builtInTemplates,
};

/** @typedef {Record<string, import("../src/schemas.ts").Schema<unknown>>} Schemas */
/** @type {Schemas} */
const schemas = { ...exported };
/** @type {Schemas} */
let compiled = {};
beforeAll(async () => {
  const code = await compileSchemas(fileURLToPath(new URL("../src/schemas.ts", import.meta.url)));
  compiled = await import(`data:text/javascript,${encodeURIComponent(code)}`);
});

test("each schema of the form's has what is compiled of it, and a sample that both take", () => {
  expect(Object.keys(compiled).toSorted()).toEqual(Object.keys(schemas).toSorted());
  expect(Object.keys(TAKEN).toSorted()).toEqual(Object.keys(schemas).toSorted());
});

test.each(Object.keys(TAKEN))(
  "%s: the compiled one judges as the schema does, and reads the same",
  (name) => {
    const verdict = (schema, input) => {
      const { success, data } = schema.safeParse(input);
      return success ? { data } : "refused";
    };
    const agree = (input) => {
      const expected = verdict(schemas[name], input);
      expect(verdict(compiled[name], input)).toEqual(expected);
      return expected;
    };
    for (const sample of TAKEN[name]) expect(agree(sample)).not.toBe("refused");
    fc.assert(
      fc.property(
        fc.constantFrom(...TAKEN[name]),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (sample, changes) => {
          agree(
            changes.reduce(
              (input, { at, how }) => changed(input, at, how),
              structuredClone(sample),
            ),
          );
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.jsonValue(), (input) => void agree(input)));
  },
);

const text = fc.oneof(
  fc.string(),
  fc
    .constantFrom("x", "💳", " ", "_")
    .chain((letter) =>
      fc
        .constantFrom(0, 1, 20, 35, 60, 64, 80, 87, 120, 300, 4_000)
        .chain((length) =>
          fc.constantFrom(-1, 0, 1).map((more) => letter.repeat(Math.max(0, length + more))),
        ),
    ),
  fc.constantFrom(
    "xc20p",
    "a256gcm",
    "pending",
    "unknown",
    "light",
    "card.pan",
    capture,
    "USD",
    "wrong_code",
  ),
);
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    0,
    1,
    -1,
    9_999_999_999,
    10_000_000_000,
    2 ** 53,
    null,
    undefined,
    true,
    false,
    [],
    {},
  ),
  fc.jsonValue(),
);
const how = fc.oneof(
  fc.record({ put: value }),
  fc.constant({ drop: true }),
  fc.record({
    add: fc.constantFrom("purpose", "amount", "paid", "more", "__proto__", "toString"),
    put: value,
  }),
  fc.record({ repeat: fc.constantFrom(2, 6, 31) }),
);
const change = fc.record({ at: fc.nat(), how });

/** With one of the places in it, counted from its root, put, dropped, added to or repeated. */
function changed(input, at, what) {
  const places = placesOf({ input });
  const { holder, key } = places[at % places.length];
  const old = holder[key];
  if ("add" in what && isObject(old))
    Object.defineProperty(old, what.add, {
      value: structuredClone(what.put),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else if ("repeat" in what && Array.isArray(old))
    holder[key] = Array.from({ length: what.repeat }, (_, each) => old[each % old.length]);
  else if ("drop" in what && key !== "input") delete holder[key];
  else if ("put" in what) holder[key] = structuredClone(what.put);
  return places[0].holder.input;
}

/** @returns {{ holder: object, key: string }[]} */
function placesOf(holder) {
  return Object.keys(holder).flatMap((key) => [
    { holder, key },
    ...(isObject(holder[key]) ? placesOf(holder[key]) : []),
  ]);
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}
