import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Refusal } from "../refusal.ts";

export type Body = Readable & Pick<IncomingMessage, "headers">;

/**
 * The body of a request, whole: what is asked here is short, and a stream of parsers costs more than all that is done with it.
 *
 * @param most bytes
 * @throws Refusal `too_large`; `malformed` where its sender is gone
 */
export async function readBody(request: Body, most: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > most) throw new Refusal("too_large");
  // One that is gone by now says so no more.
  if (request.destroyed) throw new Refusal("malformed");
  return await new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    let whole = false;
    request.on("data", (part: Buffer) => {
      length += part.length;
      // What comes after that is read and dropped.
      if (length > most) reject(new Refusal("too_large"));
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
