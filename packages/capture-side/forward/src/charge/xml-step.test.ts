import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { destinationAt, openValues, PAN, startProvider, TOKEN } from "../../test/provider.ts";
import { openConnection } from "../connection/connection.ts";
import { destinationSchema } from "../destination/destination.ts";
import { readXml } from "../xml.ts";
import { runStep } from "./run-step.ts";

/** A provider that takes and answers XML. */
let provider: Awaited<ReturnType<typeof startProvider>>;
let answer = "";
beforeAll(async () => {
  provider = await startProvider((_, response) => {
    response.setHeader("content-type", "text/xml; charset=utf-8").end(answer);
  });
});
afterAll(() => provider.close());

const sale = {
  sale: {
    "@version": "1 & 2",
    amount: "{{amount.minor}}",
    order: "{{capture}}",
    card: {
      number: "{{card.pan}}",
      holder: "{{odd}}",
      expires: { month: "{{card.exp.month}}", year: "{{card.exp.year2}}" },
    },
    tag: ["a", "b & c"],
  },
};
const charge = {
  pay: { method: "POST", path: "/pay", contentType: "application/xml", body: sale },
  answers: [
    {
      where: { "/response/result": ["OK"] },
      means: "authorised",
      reference: "/response/id",
    },
    { where: { "/response/result": ["NO"] }, means: "declined", reason: "insufficient_funds" },
  ],
};

async function pay() {
  const destination = destinationAt(provider.origin, { charge });
  const connection = openConnection(destination);
  const { open, opened } = openValues();
  const facts = { "amount.minor": 4_200, capture: "cap_1" };
  try {
    const given = { token: TOKEN, idempotencyKey: "cap_1-1", facts };
    const means = await runStep("pay", given, { destination, connection, open });
    return { means, opened };
  } finally {
    await connection.close();
  }
}

describe("a charge by XML", () => {
  test("[27] values are between tags, escaped, and the document is what the plan says", async () => {
    answer = "<response><result>OK</result><id>p1</id></response>";
    const { means, opened } = await pay();
    expect(means).toEqual({ means: "authorised", reference: "p1" });
    const sent = provider.heard.at(-1);
    expect(sent?.headers["content-type"]).toBe("application/xml");
    const leaf = (name: string, text: string) => ({ name, attributes: [], children: [], text });
    expect(readXml(sent?.body ?? "")).toEqual({
      name: "sale",
      attributes: [["version", "1 & 2"]],
      text: "",
      children: [
        leaf("amount", "4200"),
        leaf("order", "cap_1"),
        {
          ...leaf("card", ""),
          children: [
            leaf("number", PAN),
            leaf("holder", `a"b\\c&d<e>'f+g=h%i`),
            { ...leaf("expires", ""), children: [leaf("month", "12"), leaf("year", "34")] },
          ],
        },
        leaf("tag", "a"),
        leaf("tag", "b & c"),
      ],
    });
    for (const bytes of opened) expect(new Set(bytes)).toEqual(new Set([0]));
  });

  test("[26] an answer that reflects the number is a decline without it", async () => {
    answer = `<response><result>NO</result><id>${PAN}</id><echo>${PAN}</echo></response>`;
    expect((await pay()).means).toEqual({
      means: "declined",
      reason: "insufficient_funds",
      reference: null,
    });
  });

  test.each([
    ["no root", {}],
    ["two roots", { a: "1", b: "2" }],
    ["a list of roots", { a: ["1", "2"] }],
    ["a value in an attribute", { a: { "@n": "{{card.pan}}" } }],
    ["a name that is none", { "a b": "1" }],
    ["a name that closes its tag", { a: { "b><c": "1" } }],
    ["lists in a list", { a: { b: [["1"]] } }],
  ])("[27] %s is refused as the file is read", (_, body) => {
    const pay = { ...charge.pay, body };
    const given = { id: "psp", tenants: ["demo"], origin: "https://psp.test" };
    expect(destinationSchema.safeParse({ ...given, charge: { ...charge, pay } }).success).toBe(
      false,
    );
  });
});
