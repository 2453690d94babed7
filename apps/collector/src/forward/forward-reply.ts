import type { ServerResponse } from "node:http";
import type { Answer } from "@aside/forward";
import type { ForwardRefusal } from "./forward-refusal.ts";

/** What goes back to a tenant's server. */
export interface ForwardReply {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
}

/** What a destination answered, as much of it as is let through. */
export function answered({ status, headers, body }: Answer): ForwardReply {
  const own = { ...headers, "aside-answer": "destination" };
  if (body.type === "none") return { status, headers: own, body: "" };
  const [type, text] =
    body.type === "json"
      ? ["application/json", JSON.stringify(body.tree)]
      : ["application/xml", body.text];
  return { status, headers: { ...own, "content-type": `${type}; charset=utf-8` }, body: text };
}

export function refused({ status, body }: ForwardRefusal): ForwardReply {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...((status === 429 || body.code === "destination_busy") && { "retry-after": "5" }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
    },
    body: JSON.stringify(body),
  };
}

/**
 * All at once: what is set one by one costs more than the whole.
 *
 * @param common headers of every answer, their names in lower case: of one that both have, the reply's holds
 */
export function writeReply(
  response: ServerResponse,
  { status, headers, body }: ForwardReply,
  common: Readonly<Record<string, string>>,
): void {
  const bodiless = status === 204 || status === 304;
  response
    .writeHead(status, {
      ...common,
      ...headers,
      ...(!bodiless && { "content-length": String(Buffer.byteLength(body)) }),
    })
    .end(bodiless ? "" : body);
}
