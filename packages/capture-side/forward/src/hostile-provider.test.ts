import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  destinationAt,
  openValues,
  PAN,
  payment,
  startProvider,
  VALUES,
} from "../test/provider.ts";
import { type Connection, openConnection } from "./connection/connection.ts";
import type { Destination } from "./destination/read-destinations.ts";
import { forward } from "./forward.ts";

interface Reflection {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Each is written for itself. */
  chunks?: string[];
  expected?: unknown;
}

const HOLDER = VALUES["card.holder"] ?? "";
const escaped = (text: string) =>
  Array.from(text, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const hex = Buffer.from(PAN).toString("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const says = (message: string) => `{"id":"pay_1","message":"${message}","secret":"${PAN}"}`;
const GONE = { text: "[removed]" };
const gone = { id: "pay_1", message: "[removed]" };
const plain = says(`no funds on ${PAN}`);

const reflections: Record<string, Reflection> = {
  "as it is": { body: plain },
  "in a 402": { status: 402, body: plain },
  "in a 500": { status: 500, body: plain },
  "in a 422 of problem+json": {
    status: 422,
    headers: { "content-type": "application/problem+json; charset=utf-8" },
    body: plain,
  },
  "in a 503 of HTML": {
    status: 503,
    headers: { "content-type": "text/html" },
    body: `<p>${PAN}</p>`,
    expected: null,
  },
  "as text": { headers: { "content-type": "text/plain" }, body: PAN, expected: null },
  "without a content type": { headers: { "content-type": "" }, body: PAN, expected: null },
  "in a header": {
    headers: { "x-echo": PAN, "request-id": "req_1" },
    body: '{"id":"pay_1"}',
    expected: { id: "pay_1" },
  },
  "in a header, in base64": {
    headers: { "x-echo": base64(`card ${PAN}`) },
    body: "{}",
    expected: {},
  },
  "in a header that is not on the list": {
    headers: { "x-debug": PAN, "set-cookie": `c=${PAN}` },
    body: "{}",
    expected: {},
  },
  "under gzip": { headers: { "content-encoding": "gzip" }, body: gzipSync(plain) },
  "under deflate": { headers: { "content-encoding": "deflate" }, body: deflateSync(plain) },
  "under brotli": { headers: { "content-encoding": "br" }, body: brotliCompressSync(plain) },
  "under gzip twice": {
    headers: { "content-encoding": "gzip, gzip" },
    body: gzipSync(gzipSync(plain)),
  },
  "in chunks that end inside it": {
    chunks: ['{"id":"pay_1","mess', 'age":"4111', "1111", '11111111"}'],
  },
  "a digit a chunk": { chunks: Array.from(plain) },
  "escaped as in JSON": { body: says(escaped(PAN)) },
  "escaped in part": { body: says(`4111\\u0031111${escaped("11111111")}1`) },
  "escaped twice": { body: says(escaped(PAN).replaceAll("\\", "\\\\")) },
  "escaped as in JavaScript": {
    body: says(Array.from(PAN, (digit) => `\\\\x3${digit}`).join("")),
  },
  "in base64": { body: says(base64(PAN)) },
  "in base64 behind one byte": { body: says(base64(`x${PAN}`)) },
  "in base64 behind two bytes": { body: says(base64(`{"${PAN}"}`)) },
  "in base64 of URLs": { body: says(Buffer.from(`??>${PAN}`).toString("base64url")) },
  "in base64 over two lines": {
    body: says(base64(`the number ${PAN}`).replace(/^(.{24})/, "$1\\r\\n")),
  },
  "in hexadecimal": { body: says(hex) },
  "in upper hexadecimal with colons": {
    body: says(hex.replace(/(..)(?=.)/g, "$1:").toUpperCase()),
  },
  "as a list of bytes in hexadecimal": { body: says(hex.replace(/(..)/g, "0x$1, ")) },
  "in percent": { body: says(Array.from(PAN, (digit) => `%3${digit}`).join("")) },
  "in percent twice": { body: says(Array.from(PAN, (digit) => `%253${digit}`).join("")) },
  "as entities": { body: says(Array.from(PAN, (digit) => `&#x3${digit};`).join("")) },
  "as decimal entities": {
    body: says(Array.from(PAN, (digit) => `&#${digit.charCodeAt(0)};`).join("")),
  },
  "with spaces": { body: says("4111 1111 1111 1111") },
  "with dashes": { body: says("4111-1111-1111-1111") },
  "with no-break spaces, escaped": { body: says("4111\\u00a01111\\u00a01111\\u00a01111") },
  "with tabs and new lines": { body: says("4111\\t1111\\n1111\\r\\n1111") },
  "with zero-width spaces": { body: says("4111​1111​1111​1111") },
  "in full-width digits": {
    body: says(Array.from(PAN, (digit) => String.fromCharCode(0xff10 + Number(digit))).join("")),
  },
  backwards: { body: says([...PAN].toReversed().join("")) },
  "in UTF-16": { body: says(Array.from(PAN, (digit) => `${digit}\\u0000`).join("")) },
  "in UTF-16, in base64": { body: says(Buffer.from(PAN, "utf16le").toString("base64")) },
  "in UTF-16, big-endian, in base64": {
    body: says(Buffer.from(PAN, "utf16le").swap16().toString("base64")),
  },
  "in UTF-16, big-endian, in hexadecimal": {
    body: says(Buffer.from(PAN, "utf16le").swap16().toString("hex")),
  },
  "the code, in UTF-16, in hexadecimal": { body: says("390038003700") },
  "the code, in UTF-16, big-endian, in hexadecimal": { body: says("003900380037") },
  "as a number": { body: `{"id":"pay_1","message":${PAN}}` },
  "as a number with an exponent": { body: `{"id":"pay_1","message":4.111111111111111e15}` },
  "as a number that is rounded to it": {
    body: `{"id":"pay_1","message":4111111111111110.9999}`,
  },
  "the code, as a number that is rounded to it": {
    body: `{"id":"pay_1","message":986.99999999999999999}`,
  },
  "as a name": {
    body: `{"id":"pay_1","${PAN}":1,"message":{"${PAN}":2}}`,
    expected: { id: "pay_1" },
  },
  "the holder, in capitals": { body: says(HOLDER.toUpperCase().replace("Ë", "ë")) },
  "the holder, escaped": { body: says(escaped(HOLDER)) },
  "the holder, as in a form": { body: says("Zo%C3%AB+Canary") },
  "the code, alone": { body: says("code 987 is wrong") },
  "the code, as a number": { body: '{"id":"pay_1","message":987}' },
  "the code, in base64": { body: says(base64("987")) },
  "in a list of groups of digits": {
    body: `{"id":"pay_1","list":[{"text":"4111"},{"text":"1111"},{"text":"11111111"},{"text":"fine"}]}`,
    expected: { id: "pay_1", list: [GONE, GONE, GONE, { text: "fine" }] },
  },
  "in a list of digits, as numbers": {
    body: `{"id":"pay_1","list":[${Array.from(PAN, (digit) => `{"text":${digit}}`).join(",")}]}`,
    expected: { id: "pay_1", list: Array.from(PAN, () => GONE) },
  },
  "in base64 over two members": {
    body: `{"id":"${base64(PAN).slice(0, 9)}","message":"${base64(PAN).slice(9)}"}`,
    expected: { id: "[removed]", message: "[removed]" },
  },
  "over two members with one between that is not on the list": {
    body: `{"id":"pay 41111111","secret":"and","message":"11111111 was declined"}`,
    expected: { id: "[removed]", message: "[removed]" },
  },
  "within a list": {
    body: `{"id":"pay_1","list":[{"text":"fine"},{"text":"${PAN}"}]}`,
    expected: { id: "pay_1", list: [{ text: "fine" }, { text: "[removed]" }] },
  },
};

let provider: Awaited<ReturnType<typeof startProvider>>;
let connection: Connection;
let destination: Destination;
let next: Reflection = {};

beforeAll(async () => {
  provider = await startProvider((_, response) => {
    const headers = { "content-type": "application/json", ...next.headers };
    response.writeHead(next.status ?? 200, headers);
    for (const chunk of next.chunks ?? []) response.write(chunk);
    response.end(next.body);
  });
  destination = destinationAt(provider.origin);
  connection = openConnection(destination);
});
afterAll(async () => {
  await connection.close();
  await provider.close();
});

describe("[26] a provider that reflects what it got", () => {
  test.each(Object.entries(reflections))("%s", async (_, reflection) => {
    next = reflection;
    const { open, opened } = openValues();
    const answer = await forward(payment(), { destination, connection, open });
    expect(answer.status).toBe(reflection.status ?? 200);
    const { expected = gone } = reflection;
    expect(answer.body).toEqual(
      expected === null ? { type: "none" } : { type: "json", tree: expected },
    );
    expect(answer.headers).toEqual(
      reflection.headers?.["request-id"] ? { "request-id": "req_1" } : {},
    );
    expect(opened.length).toBe(3);
    expect(opened.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  test("is reflected in at least 40 ways, and the provider did get the values", () => {
    expect(Object.keys(reflections).length).toBeGreaterThanOrEqual(40);
    expect(JSON.parse(provider.heard[0]?.body ?? "")).toEqual({
      amount: 4200,
      card: { number: PAN, code: "987", holder: HOLDER },
    });
  });

  test.each([
    ["as it is", "sk_live_51H8"],
    ["in base64", base64("key sk_live_51H8")],
    ["in hexadecimal", Buffer.from("sk_live_51H8").toString("hex")],
    ["backwards", "8H15_evil_ks"],
  ])("a credential of ours, %s, does not come back either", async (_, text) => {
    next = { body: says(`Invalid API key: ${text}`) };
    const { open } = openValues();
    const own = { ...destination, secrets: ["sk_live_51H8"] };
    expect(await forward(payment(), { destination: own, connection, open })).toMatchObject({
      body: { type: "json", tree: gone },
    });
  });

  test("what is no value stays as it is: other numbers, a longer number around the code, an id", async () => {
    const message = "9876543 x987 4111-1111-1111-1112 OTg3NA";
    next = { body: says(message) };
    const { open } = openValues();
    expect(await forward(payment(), { destination, connection, open })).toMatchObject({
      body: { type: "json", tree: { id: "pay_1", message } },
    });
  });

  test.each([
    [
      "a redirect",
      { status: 302, headers: { location: "http://127.0.0.1/" } },
      "provider_redirects",
    ],
    ["no JSON", { body: `{"message":"${PAN}` }, "provider_unreadable"],
    [
      "an unknown encoding",
      { headers: { "content-encoding": "zstd" }, body: PAN },
      "provider_unreadable",
    ],
    ["broken gzip", { headers: { "content-encoding": "gzip" }, body: PAN }, "provider_unreadable"],
    ["too much", { body: `"${"x".repeat(600_000)}"` }, "provider_too_large"],
    [
      "a bomb",
      { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(50_000_000)) },
      "provider_too_large",
    ],
  ])("%s is refused, with a constant text", async (_, reflection, code) => {
    next = reflection;
    const { open, opened } = openValues();
    await expect(forward(payment(), { destination, connection, open })).rejects.toMatchObject({
      code,
      sent: true,
      message: expect.not.stringContaining("4111"),
    });
    expect(opened.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });
});
