import { createHash, randomUUID } from "node:crypto";
import { type Answer, forward, ForwardError, type ForwardRequest } from "@aside/forward";
import { codeOf, faultPoint, whereOf } from "@aside/service";
import type { Collector } from "../collector.ts";
import type { OpenDestination } from "./destinations.ts";

/** What a tenant's server asks. */
export interface ForwardCall extends ForwardRequest {
  /** Of the request itself, as it came: with the destination's name before the path. */
  url: string;
}

/**
 * Sends a request of a tenant's server on. Everything that it opens is one use of the vault, named by its idempotency key, so that
 * the same request again is the same use.
 *
 * @throws ForwardError, VaultError
 */
export async function sendFor(
  tenant: string,
  call: ForwardCall,
  to: OpenDestination,
  collector: Collector,
): Promise<Answer> {
  const actor = to.destination.id;
  const use = collector.vault.use({
    tenant,
    actor,
    reference: referenceOf(call, actor),
    purpose: "forward",
  });
  const settle = async (outcome: "used" | "not_used") => {
    await use.settle(outcome).catch((error: unknown) => {
      collector.log("settle failed", { error: codeOf(error), where: whereOf(error) });
    });
  };
  try {
    const answer = await forward(call, { ...to, open: use.open });
    faultPoint("forward: answered");
    // Before the answer: whoever has it may try a token anew that was not used.
    await settle(answer.settled ? "used" : "not_used");
    faultPoint("forward: settled");
    return answer;
  } catch (error) {
    // Where the destination may have got it, the use stays open: the same key may ask again, nobody else.
    if (!(error instanceof ForwardError && error.sent)) await settle("not_used");
    throw error;
  }
}

function referenceOf({ headers }: ForwardCall, destination: string): string {
  const key = headers["idempotency-key"];
  if (typeof key !== "string") return `fwd_${randomUUID().replaceAll("-", "")}`;
  return `fwd_${createHash("sha256").update(`${destination} ${key}`).digest("hex").slice(0, 32)}`;
}
