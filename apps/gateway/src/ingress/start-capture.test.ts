import { cardTemplate } from "@aside/fields";
import { expect, test } from "vitest";
import { captureRequest } from "./start-capture.ts";

test("a capture that pays shows an amount, and keeps a value that can be paid with", () => {
  const template = { ...cardTemplate, charge: { destination: "psp" } };
  const ask = (more: object, token?: "pointer") =>
    captureRequest(
      { region: "EEA", templates: new Map([["card", { ...template, ...(token && { token }) }]]) },
      { capture: "cap_1", template: "card", by: { kind: "api" }, ...more },
      { captureSeconds: 300, extensionSeconds: 120, extensions: 2 },
      0,
    );
  const amount = { minor: 4_200, currency: "EUR" };
  expect(ask({ amount })).toMatchObject({ type: "capture.requested", amount });
  expect(ask({})).toBe("malformed");
  expect(ask({ amount, tokenType: "pointer" })).toBe("malformed");
  expect(ask({ amount }, "pointer")).toBe("malformed");
  expect(ask({ amount, tokenType: "one_time" }, "pointer")).toMatchObject({ amount });
});
