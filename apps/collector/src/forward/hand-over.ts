import type { Request, Response } from "express";
import { Agent, request as send } from "undici";
import type { Collector } from "../collector.ts";
import { codeElsewhere } from "./code-nodes.ts";
import { refusalOf, type ForwardRefusal } from "./forward-refusal.ts";

/** Says that a collector handed a request over: the next one does not do so again. */
const HOP = "aside-handed-over";
const TOKEN = /tok_[0-9a-z]{8}_[0-9a-z]{26}_[0-9a-z]{2}/g;
/** What belongs to one connection, or to one length of a body. */
const OWN =
  /^(host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|date)$/;
const agent = new Agent({ connections: 16, headersTimeout: 130_000, bodyTimeout: 130_000 });

/**
 * Gives a request whose security code is not here to the collector that has it: the same request, with the tenant's own key, so that the other one
 * checks all of it again.
 *
 * @returns whether it answered for it; a refusal where that collector is gone, and the code with it; null where no other has the code
 */
export async function handOver(
  tenant: string,
  request: Request,
  response: Response,
  collector: Collector,
): Promise<"answered" | ForwardRefusal | null> {
  if (request.method !== "POST" || !Buffer.isBuffer(request.body)) return null;
  const tokens = [...new Set(request.body.toString().match(TOKEN))].slice(0, 20);
  const url = await codeElsewhere(tenant, tokens, collector);
  if (url === null) return null;
  // It was this one, also where another handed it over: burnt, over its time, or lost as this process was started anew.
  if (url === collector.nodeUrl) return refusalOf("code_gone");
  if (request.get(HOP) !== undefined) return null;
  try {
    const answer = await send(url + request.originalUrl, {
      dispatcher: agent,
      method: "POST",
      headers: { ...passedOn(request.headers), [HOP]: "1" },
      body: request.body,
    });
    const body = Buffer.from(await answer.body.arrayBuffer());
    response.set(passedOn(answer.headers));
    response.status(answer.statusCode).send(body);
    return "answered";
  } catch {
    return refusalOf("code_gone");
  }
}

function passedOn(headers: Request["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" && !OWN.test(name) ? [[name, value] as const] : [],
    ),
  );
}
