import type {
  AmendedFrame,
  CaptureStep,
  CaptureView,
  ConsoleFrame,
  Phase,
  StrayFrame,
  StrayState,
  WidgetFrame,
} from "@aside/protocol";
import type { Capture, Context } from "./context.ts";
import type { Journaled, JournaledEvent } from "./event.ts";

/** The capture as an agent sees it: status words, and at the end token and permitted metadata. */
export function captureView(capture: Capture): CaptureView {
  return {
    id: capture.id,
    template: capture.template,
    title: capture.title,
    ...(capture.purpose === undefined ? {} : { purpose: capture.purpose }),
    ...(capture.amount === undefined ? {} : { amount: capture.amount }),
    requestedBy: capture.by,
    status: capture.status,
    deadline: capture.deadline,
    extensionsLeft: capture.extensionsLeft,
    ...(capture.reason === undefined ? {} : { reason: capture.reason }),
    ...(capture.result === undefined ? {} : { result: capture.result }),
  };
}

export function captureForAgent(capture: Capture): ConsoleFrame {
  return { type: "capture", capture: captureView(capture) };
}

/** As the customer sees it: no token. */
export function captureForCustomer(capture: Capture, ready: boolean): WidgetFrame {
  const { result, ...view } = captureView(capture);
  return {
    type: "capture",
    capture: view,
    ready,
    ...(result === undefined ? {} : { display: result.metadata.display }),
    ...(result?.metadata.charge === undefined ? {} : { paid: true as const }),
  };
}

export function phaseFrame(phase: Phase, step: CaptureStep | null, context: Context): ConsoleFrame {
  return { type: "phase", phase, step, agent: context.agent };
}

/** A supervisor may close another's: its agent sees who did. */
export function closedFrame(event: JournaledEvent, context: Context): ConsoleFrame {
  const { agent } = context;
  const others = event.type === "agent.closed" && event.agent.id !== agent?.id;
  const by = others ? { by: event.agent } : {};
  return { type: "phase", phase: "closed", step: null, agent, ...by };
}

export function messageToAgent(
  event: Journaled<"customer.message"> | Journaled<"agent.message">,
): ConsoleFrame {
  return event.type === "customer.message"
    ? { type: "message", from: "customer", message: event.message }
    : { type: "message", from: "agent", agent: event.agent, message: event.message };
}

export function messageToCustomer(
  event: Journaled<"customer.message"> | Journaled<"agent.message">,
): WidgetFrame {
  return event.type === "customer.message"
    ? { type: "message", from: "customer", message: event.message }
    : { type: "message", from: "agent", name: event.agent.name, message: event.message };
}

type Message = Journaled<"customer.message"> | Journaled<"agent.message">;

/** Earlier messages with parts of a number that is whole now, or that a form is about to take. */
export function retracted({
  retracts = [],
}: Message | Journaled<"customer.retracted">): AmendedFrame {
  return { type: "amended", why: "retracted", messages: retracts.map(({ message }) => message) };
}

export function released({ messages }: Journaled<"customer.stray-released">): AmendedFrame {
  return { type: "amended", why: "released", messages };
}

/** That something was cut out of a message, and whether it waits. */
export function strayCut({ message, stray }: Message): StrayFrame {
  if (stray === undefined || stray.until === null) return strayIs(message.id, "removed");
  return { ...strayIs(message.id, "waiting"), until: stray.until, mayPass: stray.mayPass };
}

export function strayIs(message: string, state: StrayState): StrayFrame {
  return { type: "stray", message, state };
}
