import type { Answer } from "./answer/answer.ts";
import type { Connection } from "./connection/connection.ts";
import type { Destination } from "./destination/read-destinations.ts";
import { ForwardError } from "./errors.ts";
import { exchange } from "./exchange.ts";
import type { OpenValues } from "./port.ts";
import { mayHoldExpression } from "./request/expression.ts";
import { matchRoute } from "./request/match-route.ts";
import { segmentsOf } from "./request/segments-of.ts";

/** What a tenant's server asks to be sent on. */
export interface ForwardRequest {
  method: string;
  /** As it came, from its first `/`; a query is refused. */
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

/**
 * Sends a request on with values at its insertion points, and gives back what is let through of the answer. `settled`: an authorization
 * completed, so that the security code is to be burnt.
 *
 * @throws ForwardError; what `open` throws
 */
export async function forward(
  request: ForwardRequest,
  using: { destination: Destination; connection: Connection; open: OpenValues },
): Promise<Answer & { settled: boolean }> {
  const { destination } = using;
  const route = matchRoute(destination.routes, request.method, request.path);
  if (request.body.length > destination.limits.requestBytes) {
    throw new ForwardError("request_too_large");
  }
  const { contentType = null } = route;
  if (contentType === null && request.body.length > 0) throw new ForwardError("content_type");
  const given = request.headers["content-type"];
  const type = typeof given === "string" ? given : "";
  const answer = await exchange(
    {
      method: request.method,
      path: request.path,
      contentType,
      segments:
        contentType === null ? [] : segmentsOf(request.body, type, contentType, route.insert),
      headers: passedOn(request, destination.requestHeaders),
      idempotencyKey: headerOf(request, "idempotency-key"),
      paths: route.answer,
    },
    using,
  );
  return { ...answer, settled: route.settledBy.includes(answer.status) };
}

function passedOn(request: ForwardRequest, names: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of names) {
    const value = headerOf(request, name);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** @throws ForwardError `header_refused` for what is there twice, is not printable, is too long, or could be an expression */
function headerOf({ headers }: ForwardRequest, name: string): string | null {
  const value = headers[name];
  if (value === undefined) return null;
  const fits = typeof value === "string" && /^[\x20-\x7e]{1,300}$/.test(value);
  if (!fits || mayHoldExpression(value)) throw new ForwardError("header_refused");
  return value;
}
