import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Refusal } from "../refusal.ts";
import { BODY_LIMIT } from "./request.ts";

/**
 * The body of a request as JSON in UTF-8 (RFC 8259), read in one piece: what forms ask most is short, and a stream of parsers costs more than
 * all that is done with it. No other type and no coding of the content is taken.
 *
 * @throws Refusal `malformed`, `too_large`
 */
export async function readJson(request: Body): Promise<unknown> {
  const { "content-type": type = "", "content-encoding": coding = "identity" } = request.headers;
  if (!JSON_TYPE.test(type) || coding !== "identity") throw new Refusal("malformed");
  if (Number(request.headers["content-length"] ?? 0) > BODY_LIMIT) throw new Refusal("too_large");
  const bytes = await wholeOf(request);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Refusal("malformed");
  }
}

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

type Body = Readable & Pick<IncomingMessage, "headers">;

function wholeOf(request: Body): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    let whole = false;
    request.on("data", (part: Buffer) => {
      length += part.length;
      // What comes after that is read and dropped.
      if (length > BODY_LIMIT) reject(new Refusal("too_large"));
      else parts.push(part);
    });
    request.on("end", () => {
      whole = true;
      const [only, ...more] = parts;
      resolve(only !== undefined && more.length === 0 ? only : Buffer.concat(parts));
    });
    // Each request is closed in the end: an error, with its stack, is made for those only that were not read.
    const gone = () => {
      if (!whole) reject(new Refusal("malformed"));
    };
    request.on("error", gone).on("close", gone);
  });
}
