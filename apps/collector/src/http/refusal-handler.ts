import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { codeOf, whereOf } from "@aside/service";
import type { CollectorLog } from "../events.ts";
import type { CollectorMetrics } from "../metrics.ts";
import { Refusal } from "../refusal.ts";

/** The one place where an error becomes an answer: a code and its constant text, never a message, a stack or input. */
export function refusalHandler(options: {
  log: CollectorLog;
  metrics: CollectorMetrics;
  /** Of every answer. */
  headers: ReadonlyMap<string, string>;
}): (
  error: unknown,
  response: ServerResponse,
  /** What its body is; code and text where it is not said. */
  bodyOf?: (refusal: Refusal) => object,
) => void {
  return (error, response, bodyOf = ({ body }) => body) => {
    const refusal = error instanceof Refusal ? error : fromParsing(error);
    const known = refusal ?? new Refusal("unavailable");
    if (refusal === null) {
      const reference = `r${randomBytes(8).toString("hex")}`;
      options.log("request failed", { reference, error: codeOf(error), where: whereOf(error) });
    }
    options.metrics.refused.add(1, { code: known.code });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const text = JSON.stringify(bodyOf(known));
    response.writeHead(known.status, {
      ...Object.fromEntries(options.headers),
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": String(Buffer.byteLength(text)),
      ...(known.code === "too_many" && { "Retry-After": "1" }),
    });
    response.end(text);
  };
}

/** What express and PostgreSQL refuse as broken input. */
function fromParsing(error: unknown): Refusal | null {
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  if (type === "entity.too.large") return new Refusal("too_large");
  if (typeof type === "string") return new Refusal("malformed");
  // What express and its parsers blame on the request, such as a body that is not compressed as it says.
  if (error instanceof Error && "status" in error && error.status === 400)
    return new Refusal("malformed");
  if (error instanceof URIError) return new Refusal("malformed");
  // A zero character, which PostgreSQL takes in no text (22021) and no JSON (22P05).
  return ["22021", "22P05"].includes(codeOf(error)) ? new Refusal("malformed") : null;
}
