import { createServer, type Socket } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ready } from "../test/listening.ts";
import { destinationAt, openValues, payment, TOKEN, VALUES } from "../test/provider.ts";
import { type Connection, openConnection } from "./connection/connection.ts";
import type { Destination } from "./destination/read-destinations.ts";
import { forward, type ForwardRequest } from "./forward.ts";

const route = (contentType: string, path: string, insert: object[]) => ({
  method: "POST",
  path,
  contentType,
  insert,
  answer: ["/id"],
});
const ALL = ["card.pan", "card.exp.month", "card.exp.year", "card.exp.year2", "odd"];
let destination: Destination;
let connection: Connection;
let received = Buffer.alloc(0);
const sockets = new Set<Socket>();
/** Reads bytes, not HTTP: answers after the first whole request and keeps all that came. */
const receiver = createServer((socket) => {
  sockets.add(socket);
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    const [head = "", ...rest] = received.toString("latin1").split("\r\n\r\n");
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    if (rest.length === 0 || rest.join("\r\n\r\n").length < length) return;
    socket.write(
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    );
  });
});

beforeAll(async () => {
  destination = {
    ...destinationAt(await ready(receiver), {
      routes: [
        route("application/json", "/pay", [
          { at: "/card/number", fields: ["card.pan"] },
          { at: "/card/code", fields: ["card.cvv"] },
          { at: "/card/holder", fields: ["card.holder"] },
          { at: "/a~1b/0", fields: ALL },
        ]),
        route("application/x-www-form-urlencoded", "/form", [{ at: "card[number]", fields: ALL }]),
        route("application/xml", "/xml", [{ at: "/pay/card/number", fields: ALL }]),
        { method: "GET", path: "/payments/*", answer: ["/id"] },
      ],
      requestHeaders: ["psp-version"],
    }),
    headers: { authorization: "Bearer sk_test" },
  };
  connection = openConnection(destination);
});
afterAll(async () => {
  await connection.close();
  for (const socket of sockets) socket.destroy();
  receiver.close();
});

async function send(request: Partial<ForwardRequest>) {
  received = Buffer.alloc(0);
  const { open } = openValues();
  await forward({ ...payment(), ...request }, { destination, connection, open });
  const [head = "", ...rest] = received.toString().split("\r\n\r\n");
  const [line = "", ...headers] = head.split("\r\n");
  return { line, headers: headers.toSorted(), body: rest.join("\r\n\r\n") };
}

const refused = async (request: Partial<ForwardRequest>) => {
  received = Buffer.alloc(0);
  const { open, opened } = openValues();
  const error: unknown = await forward(
    { ...payment(), ...request },
    { destination, connection, open },
  ).catch((thrown: unknown) => thrown);
  expect([received.length, opened.length]).toEqual([0, 0]);
  return error;
};

const form = (body: string, path = "/form", type = "application/x-www-form-urlencoded") => ({
  path,
  headers: { "content-type": type },
  body: Buffer.from(body),
});
const xml = (body: string) => form(body, "/xml", "application/xml; charset=UTF-8");

describe("[27] what goes out is written by us, byte by byte", () => {
  test("one request, with the headers of the list and no other", async () => {
    const body = `{"amount":4200,"card":{"number":"4111111111111111","code":"987","holder":"Zoë Canary"}}`;
    const hop = {
      "content-type": "application/json; charset=utf-8",
      "content-length": "3",
      "transfer-encoding": "chunked",
      connection: "close, psp-version",
      host: "evil.test",
      authorization: "Bearer the-callers",
      cookie: "a=b",
      "x-forwarded-for": "127.0.0.1",
      "psp-version": "2026-01",
      "idempotency-key": "order-1042",
    };
    expect(await send({ headers: hop })).toEqual({
      line: "POST /pay HTTP/1.1",
      headers: [
        "accept-encoding: identity",
        "accept: application/json, application/xml;q=0.9",
        "authorization: Bearer sk_test",
        "connection: keep-alive",
        `content-length: ${Buffer.byteLength(body)}`,
        "content-type: application/json",
        `host: ${new URL(destination.origin).host}`,
        "idempotency-key: order-1042",
        "psp-version: 2026-01",
        "user-agent: aside",
      ],
      body,
    });
  });

  test("a form, XML, parts of a date, a name with a slash: each at its place, escaped as its content type wants", async () => {
    const sent = await send(
      form(`amount=42&card%5Bnumber%5D=%7B%7B${TOKEN}.odd%7D%7D&note=a+b%26c`),
    );
    expect(sent.body).toBe(
      "amount=42&card%5Bnumber%5D=a%22b%5Cc%26d%3Ce%3E%27f%2Bg%3Dh%25i&note=a%20b%26c",
    );
    expect([...new URLSearchParams(sent.body)]).toEqual([
      ["amount", "42"],
      ["card[number]", VALUES["odd"]],
      ["note", "a b&c"],
    ]);
    const document = await send(
      xml(
        `<pay a="1"><!-- c --><card><number>{{${TOKEN}.odd}}</number></card><n><![CDATA[<&]]></n></pay>`,
      ),
    );
    expect(document.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><pay a="1"><card><number>a&#34;b\\c&#38;d&#60;e&#62;&#39;f+g=h%i</number></card><n>&#60;&#38;</n></pay>',
    );
    const list = { "a/b": [`{{${TOKEN}.odd}}`, "{}"] };
    const { body } = await send({ body: Buffer.from(JSON.stringify(list)) });
    expect(JSON.parse(body)).toEqual({ "a/b": [VALUES["odd"], "{}"] });
    for (const [part, text] of [
      ["month", "12"],
      ["year", "2034"],
      ["year2", "34"],
    ]) {
      const given = form(`card[number]={{${TOKEN}.card.exp.${part}}}`);
      expect((await send(given)).body).toBe(`card%5Bnumber%5D=${text}`);
    }
    expect(
      (await send({ method: "GET", path: "/payments/p_1", headers: {}, body: Buffer.alloc(0) }))
        .line,
    ).toBe("GET /payments/p_1 HTTP/1.1");
  });

  const at = (value: unknown) => ({ body: Buffer.from(JSON.stringify(value)) });
  test.each<[string, Partial<ForwardRequest>, string]>([
    ["a token in another place", at({ note: `{{${TOKEN}.card.pan}}` }), "expression_misplaced"],
    ["a token in a name", at({ [`{{${TOKEN}}}`]: 1 }), "expression_misplaced"],
    ["a token within a text", at({ card: { number: `x{{${TOKEN}}}` } }), "expression_misplaced"],
    [
      "another field than that of the place",
      at({ card: { number: `{{${TOKEN}.card.cvv}}` } }),
      "expression_misplaced",
    ],
    ["a field of no name", at({ card: { number: `{{${TOKEN}.}}` } }), "expression_misplaced"],
    ["a token without braces", at({ card: { number: TOKEN } }), "expression_misplaced"],
    ["an expression of no token", at({ card: { number: "{{7*7}}" } }), "expression_misplaced"],
    ["a path with a token", { path: `/payments/${TOKEN}`, method: "GET" }, "not_allowed"],
    [
      "a header with a token",
      { headers: { "content-type": "application/json", "psp-version": `{{${TOKEN}}}` } },
      "header_refused",
    ],
    [
      "a header of two lines",
      { headers: { "content-type": "application/json", "psp-version": "a\r\nx: y" } },
      "header_refused",
    ],
    [
      "a header that is there twice",
      { headers: { "content-type": "application/json", "psp-version": ["a", "b"] } },
      "header_refused",
    ],
    [
      "an idempotency key of two lines",
      { headers: { "content-type": "application/json", "idempotency-key": "a\nb" } },
      "header_refused",
    ],
    ["another content type", { headers: { "content-type": "text/plain" } }, "content_type"],
    [
      "two content types",
      { headers: { "content-type": "application/json, text/xml" } },
      "content_type",
    ],
    [
      "another charset",
      { headers: { "content-type": "application/json; charset=utf-7" } },
      "content_type",
    ],
    ["no JSON", { body: Buffer.from('{"a":1}{"b":2}') }, "malformed_body"],
    ["no UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, "malformed_body"],
    [
      "a number that would change",
      { body: Buffer.from('{"amount":9007199254740993}') },
      "malformed_body",
    ],
    ["a deep body", { body: Buffer.from("[".repeat(40) + "]".repeat(40)) }, "malformed_body"],
    [
      "the place of a value twice",
      form(`card[number]={{${TOKEN}.odd}}&card[number]=1`),
      "malformed_body",
    ],
    ["a broken escape", form("a=%zz"), "malformed_body"],
    [
      "a DTD",
      xml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><pay>&x;</pay>'),
      "malformed_body",
    ],
    ["an entity of its own", xml("<pay>&x;</pay>"), "malformed_body"],
    ["an instruction", xml("<?php ?><pay/>"), "malformed_body"],
    ["a token in an attribute", xml(`<pay a="{{${TOKEN}.odd}}"/>`), "expression_misplaced"],
    ["two documents", xml("<pay/><pay/>"), "malformed_body"],
    ["a body where there is none", { method: "GET", path: "/payments/p_1" }, "content_type"],
    ["a large body", at({ a: "x".repeat(200_000) }), "request_too_large"],
  ])("%s is refused before anything is opened or sent", async (_, request, code) => {
    expect(await refused(request)).toMatchObject({ code, sent: false });
  });

  test("any JSON means to the receiver what it meant to us, and is one request", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const text = JSON.stringify(value);
        const unsafe = /\{\{|tok_|\d{16}|e\+/.test(text);
        fc.pre(!unsafe && text.length < 5_000);
        const { line, headers, body } = await send({ body: Buffer.from(` ${text} `) });
        expect(JSON.parse(body)).toEqual(JSON.parse(text));
        expect(line).toBe("POST /pay HTTP/1.1");
        expect(headers).toContain(`content-length: ${Buffer.byteLength(body)}`);
      }),
      { numRuns: 60 },
    );
  });
});
