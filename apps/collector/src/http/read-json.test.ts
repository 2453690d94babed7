import type { IncomingHttpHeaders } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readJson } from "./read-json.ts";
import { BODY_LIMIT } from "./request.ts";

const JSON_TYPE = { "content-type": "application/json" };

describe("[22] the body of a request", () => {
  test.each<[string, IncomingHttpHeaders]>([
    ["as it is", JSON_TYPE],
    ["with its charset", { "content-type": 'Application/JSON; charset="UTF-8"' }],
    ["with its length", { ...JSON_TYPE, "content-length": "13" }],
  ])("%s is read, in however many parts it comes", async (_, headers) => {
    const parts = ['{"a":', '"é', '€"}'].map((part) => Buffer.from(part));
    expect(await readJson(body(parts, headers))).toEqual({ a: "é€" });
    const whole = Buffer.concat(parts);
    const bytes = [...whole].map((byte) => Buffer.of(byte));
    expect(await readJson(body(bytes, headers))).toEqual({ a: "é€" });
    expect(await readJson(body([whole], headers))).toEqual({ a: "é€" });
  });

  test.each<[string, IncomingHttpHeaders, string]>([
    ["of another type", { "content-type": "text/plain" }, "{}"],
    ["of a longer type", { "content-type": "application/json5" }, "{}"],
    ["of another charset", { "content-type": "application/json; charset=utf-16" }, "{}"],
    ["of no type", {}, "{}"],
    ["that is coded", { ...JSON_TYPE, "content-encoding": "gzip" }, "{}"],
    ["that is none", JSON_TYPE, ""],
    ["that is broken", JSON_TYPE, '{"a":'],
  ])("one %s is malformed", async (_, headers, text) => {
    const read = readJson(body([Buffer.from(text)], headers));
    await expect(read).rejects.toMatchObject({ code: "malformed" });
  });

  test("one that is too long is refused by its length before it comes, and by what came where none is said", async () => {
    const long = { ...JSON_TYPE, "content-length": String(BODY_LIMIT + 1) };
    await expect(readJson(body([], long))).rejects.toMatchObject({ code: "too_large" });
    const endless = Object.assign(new PassThrough(), { headers: JSON_TYPE });
    const read = readJson(endless);
    endless.write(Buffer.alloc(BODY_LIMIT, " "));
    endless.write(" ");
    await expect(read).rejects.toMatchObject({ code: "too_large" });
  });

  test("one whose sender is gone is refused", async () => {
    const broken = Object.assign(new PassThrough(), { headers: JSON_TYPE });
    const read = readJson(broken);
    broken.write("{");
    broken.destroy();
    await expect(read).rejects.toMatchObject({ code: "malformed" });
    await expect(readJson(broken)).rejects.toMatchObject({ code: "malformed" });
  });
});

function body(parts: readonly Buffer[], headers: IncomingHttpHeaders) {
  return Object.assign(Readable.from(parts, { objectMode: false }), { headers });
}
