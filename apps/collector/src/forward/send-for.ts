import { createHash, randomBytes } from "node:crypto";
import { type Answer, forward, ForwardError, type OpenValue } from "@aside/forward";
import { codeOf, whereOf } from "@aside/service";
import type { Request } from "express";
import type { Collector } from "../collector.ts";
import type { OpenDestination } from "./destinations.ts";

/**
 * Sends a request of a tenant's server on. Everything that it opens is one use of the vault, named by its idempotency key, so that
 * the same request again is the same use.
 *
 * @throws ForwardError, VaultError
 */
export async function sendFor(
  tenant: string,
  request: Request,
  to: OpenDestination,
  collector: Collector,
): Promise<Answer> {
  const actor = to.destination.id;
  const use = { actor, reference: referenceOf(request, actor), purpose: "forward" };
  const tokens = new Set<string>();
  const open: OpenValue = (name) => {
    tokens.add(name.token);
    return collector.vault.open({ tenant, ...name, ...use });
  };
  const settle = async (outcome: "used" | "not_used") => {
    for (const token of tokens) {
      await collector.vault.settle({ tenant, token, ...use, outcome }).catch((error: unknown) => {
        collector.log("settle failed", { error: codeOf(error), where: whereOf(error) });
      });
    }
  };
  const { method, url, headers } = request;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  try {
    const answer = await forward({ method, path: url, headers, body }, { ...to, open });
    // Letting go of a token that was not used can wait until after the answer; burning a code cannot.
    if (answer.settled) await settle("used");
    else void settle("not_used");
    return answer;
  } catch (error) {
    // Where the destination may have got it, the use stays open: the same key may ask again, nobody else.
    if (!(error instanceof ForwardError && error.sent)) await settle("not_used");
    throw error;
  }
}

function referenceOf(request: Request, destination: string): string {
  const key = request.get("idempotency-key");
  if (key === undefined) return `fwd_${randomBytes(16).toString("hex")}`;
  return `fwd_${createHash("sha256").update(`${destination} ${key}`).digest("hex").slice(0, 32)}`;
}
