import { Agent, request as send } from "undici";
import type { Collector } from "../collector.ts";
import { codeElsewhere } from "./code-nodes.ts";
import { refusalOf } from "./forward-refusal.ts";
import { type ForwardReply, refused } from "./forward-reply.ts";
import type { ForwardCall } from "./send-for.ts";

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
 * @returns what it answered; a refusal where that collector is gone, and the code with it; null where no other has the code
 */
export async function handOver(
  tenant: string,
  { method, url, headers, body }: ForwardCall,
  collector: Collector,
): Promise<ForwardReply | null> {
  if (method !== "POST") return null;
  const tokens = [...new Set(Buffer.from(body).toString().match(TOKEN))].slice(0, 20);
  const node = await codeElsewhere(tenant, tokens, collector);
  if (node === null) return null;
  // It was this one, also where another handed it over: burnt, over its time, or lost as this process was started anew.
  if (node === collector.nodeUrl) return refused(refusalOf("code_gone"));
  if (headers[HOP] !== undefined) return null;
  try {
    const answer = await send(node + url, {
      dispatcher: agent,
      method: "POST",
      headers: { ...passedOn(headers), [HOP]: "1" },
      body,
    });
    return {
      status: answer.statusCode,
      headers: passedOn(answer.headers),
      body: Buffer.from(await answer.body.arrayBuffer()),
    };
  } catch {
    return refused(refusalOf("code_gone"));
  }
}

function passedOn(headers: ForwardCall["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" && !OWN.test(name) ? [[name, value] as const] : [],
    ),
  );
}
