import type { Callback, CaptureMetadata, Outcome } from "@aside/protocol";
import { Agent, Customer } from "./clients.ts";

export const TOKEN = `tok_abcd1234_${"0".repeat(26)}_zz`;
export const metadata: CaptureMetadata = {
  display: "Visa •••• 1111",
  brand: "Visa",
  last4: "1111",
};

/** A conversation that an agent has taken and in which a capture was asked for. */
export async function capturing(where: { readonly agent: string; readonly customer: string }) {
  const agent = await Agent.in(where.agent);
  const customer = await Customer.in(where.customer, { name: "Jo" });
  const id = customer.conversation;
  await agent.take(id);
  const capture = await agent.capture(id);
  const ready = customer.frame((frame) => frame.type === "capture" && frame.ready);
  const done = () => {
    agent.close();
    customer.close();
  };
  return { agent, customer, id, capture, ready, done };
}

/** What the collector tells of a capture. */
export function callback(
  id: string,
  capture: string,
  more: { readonly type: Callback["type"]; readonly outcome?: Outcome },
): Callback {
  const about = { tenant: "demo", conversation: id, capture, at: Date.now() };
  if (more.type !== "capture.ended") return { type: more.type, ...about };
  const outcome = more.outcome ?? "completed";
  const result = outcome === "completed" ? { result: { token: TOKEN, metadata } } : {};
  return { type: more.type, ...about, outcome, ...result };
}

/** The word that a capture ended with, once the agent has heard it. */
export function over(agent: Agent, id: string): Promise<string> {
  const open = ["offered", "opened", "in_progress", "needs_more_time", "submitted"];
  return agent.inbox.until(() => agent.words(id).find((word) => !open.includes(word)));
}
