import type { Cut, Message } from "@aside/protocol";
import { LAST_LINE } from "./limits.ts";
import type { Capture, Context, Intent, Stray } from "./context.ts";
import type { Journaled } from "./event.ts";

/** A customer's message reached the agent. */
export function heardCustomer(
  context: Context,
  event: Journaled<"customer.message">,
): Partial<Context> {
  return {
    last: { seq: event.seq, from: "customer", ...lineOf(event.message), at: event.at },
    unread: context.unread + 1,
    waitingSince: context.waitingSince ?? event.at,
    strays: withStray(context.strays, strayOf(event)),
  };
}

/** The last line, as it stands once parts of messages are taken back. */
export function standing(
  last: Context["last"],
  { retracts }: Journaled<"customer.retracted">,
): Context["last"] {
  const now = retracts.find(({ seq }) => seq === last?.seq);
  return last === null || now === undefined ? last : { ...last, ...lineOf(now.message) };
}

function lineOf({ text, cuts }: Message): { text: string; cuts: Cut[] } {
  return {
    text: text.slice(0, LAST_LINE),
    cuts: cuts
      .filter(({ start }) => start < LAST_LINE)
      .map((cut) => ({ ...cut, end: Math.min(cut.end, LAST_LINE) })),
  };
}

/** What waits after a message, if something does. */
function strayOf({ message, stray }: Journaled<"customer.message">): Stray | null {
  if (stray === undefined || stray.until === null) return null;
  return { id: message.id, until: stray.until, mayPass: stray.mayPass };
}

function withStray(strays: readonly Stray[], stray: Stray | null): readonly Stray[] {
  return stray === null ? strays : [...strays.filter(({ id }) => id !== stray.id), stray];
}

export function withoutStray(context: Context, stray: string | undefined): Partial<Context> {
  return { strays: context.strays.filter(({ id }) => id !== stray) };
}

export function agentSpoke(event: Journaled<"agent.message">): Partial<Context> {
  return {
    last: {
      seq: event.seq,
      from: "agent",
      agent: event.agent,
      ...lineOf(event.message),
      at: event.at,
    },
    unread: 0,
    waitingSince: null,
  };
}

export function beginCapture(context: Context, event: Journaled<"capture.requested">): Capture {
  return {
    id: event.capture,
    template: event.template,
    title: event.title,
    purpose: event.purpose,
    amount: event.amount,
    by: event.by,
    requestedAt: event.at,
    deadline: event.deadline,
    extensionsLeft: event.extensions,
    status: "offered",
    registered: false,
    attached: context.observers.map((observer) => observer.id),
    cutAsked: false,
    intent: null,
    stray: event.stray,
    subject: event.subject,
    tokenType: event.tokenType,
  };
}

export function endCapture(
  capture: Capture,
  end: Pick<Journaled<"collector.ended">, "outcome" | "reason" | "result">,
): Capture {
  return {
    ...capture,
    status: end.outcome,
    reason: end.reason,
    result: end.result,
    attached: [],
    intent: null,
  };
}

export function withoutObserver(context: Context, observer: string): Partial<Context> {
  return {
    observers: context.observers.filter((one) => one.id !== observer),
    capture: context.capture && {
      ...context.capture,
      attached: context.capture.attached.filter((id) => id !== observer),
    },
  };
}

export function changeCapture(context: Context, change: Partial<Capture>): Partial<Context> {
  return { capture: context.capture && { ...context.capture, ...change } };
}

export function intending(context: Context, intent: Intent): Partial<Context> {
  return changeCapture(context, { intent });
}
