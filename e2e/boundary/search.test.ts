import { expect, test } from "vitest";
import { encodings, search } from "./search.ts";

const canary = { name: "card", value: "4929 Quillon" };

test.each([
  ["utf-8", Buffer.from("xx4929 Quillonyy")],
  ["utf-16le", Buffer.from("xx4929 Quillonyy", "utf16le")],
  ["utf-16be", Buffer.from("4929 Quillon", "utf16le").swap16()],
  ["hex", Buffer.from(Buffer.from("a4929 Quillonb").toString("hex"))],
  ["HEX", Buffer.from(Buffer.from("4929 Quillon").toString("hex").toUpperCase())],
  ["percent", Buffer.from("%34%39%32%39%20%51%75%69%6C%6C%6F%6E")],
  [
    "json-escape",
    Buffer.from(
      String.raw`\u0034\u0039\u0032\u0039\u0020\u0051\u0075\u0069\u006c\u006c\u006f\u006e`,
    ),
  ],
])("a value in %s is seen", (encoding, bytes) => {
  expect(search([{ name: "sink", bytes }], [canary])).toContainEqual({
    canary: "card",
    encoding,
    sink: "sink",
  });
});

test.each(["", "a", "ab", "abc"])("a value in base64 is seen behind %j", (before) => {
  const text = Buffer.from(`${before}4929 Quillon and more`).toString("base64");
  expect(search([{ name: "sink", bytes: Buffer.from(text) }], [canary])).toMatchObject([
    { encoding: "base64" },
  ]);
});

test("eight encodings, and nothing is seen where nothing is", () => {
  expect(encodings("x")).toHaveLength(8);
  expect(search([{ name: "sink", bytes: Buffer.from("4929-Quillon") }], [canary])).toEqual([]);
});
