import { Refusal } from "../refusal.ts";
import { type Body, readBody } from "./read-body.ts";
import { BODY_LIMIT } from "./request.ts";

/**
 * The body of a request as JSON in UTF-8 (RFC 8259). No other type and no coding of the content is taken.
 *
 * @throws Refusal `malformed`, `too_large`
 */
export async function readJson(request: Body): Promise<unknown> {
  const { "content-type": type = "", "content-encoding": coding = "identity" } = request.headers;
  if (!JSON_TYPE.test(type) || coding !== "identity") throw new Refusal("malformed");
  const bytes = await readBody(request, BODY_LIMIT);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Refusal("malformed");
  }
}

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;
