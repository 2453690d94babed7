import { JournalError } from "@aside/journal";
import type { Refusal } from "@aside/protocol";
import { codeOf, whereOf } from "@aside/service";
import { GatewayError } from "../errors.ts";
import type { GatewayLog } from "../events.ts";
import { refusalOf } from "./refusals.ts";

/** Runs a request of a socket; what fails becomes a refusal. */
export async function answering<R>(log: GatewayLog, work: () => Promise<R>): Promise<R | Refusal> {
  try {
    return await work();
  } catch (error) {
    return refusalAfter(log, error);
  }
}

/** What a request of a socket that failed is answered and, where nobody expected it, a line in the log without the request. */
export function refusalAfter(log: GatewayLog, error: unknown): Refusal {
  if (error instanceof JournalError && error.code === "wrong_entry") return refusalOf("malformed");
  if (error instanceof JournalError && error.code === "overloaded") return refusalOf("too_many");
  if (error instanceof GatewayError && error.code === "conversation_busy")
    return refusalOf("too_many");
  log("request failed on a socket", { error: codeOf(error), where: whereOf(error) });
  return refusalOf("unavailable");
}

/** A socket's acknowledgement, where the client sent a function to call; a client that sent none hears nothing. */
export function acknowledgement(given: unknown): (reply: object) => void {
  return typeof given === "function" ? (reply) => void given(reply) : () => undefined;
}
