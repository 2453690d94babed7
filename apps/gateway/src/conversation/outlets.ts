import { outcome } from "@aside/protocol";
import { codeOf, whereOf } from "@aside/service";
import { isCapturing, type Played } from "@aside/session";
import { deliverToCustomer } from "../egress/to-customer.ts";
import type { Gateway } from "../gateway.ts";
import { answering } from "../ingress/answer.ts";
import { noteGone, onHandedOn } from "../ingress/join.ts";
import { actOnObservers } from "../ingress/observers.ts";
import { strayOutcome } from "../screening/stray-outcome.ts";
import type { CarryOut } from "./carry-out.ts";
import type { Conversation } from "./conversation.ts";
import type { Outlets } from "./conversations.ts";

/**
 * Where a committed event goes: to consoles and tabs, to the clock, to the collector, to metrics and log.
 *
 * @param options.gateway asked each time, for it is wired after this
 * @param options.watch a conversation whose clock may have changed
 * @param options.arrived a conversation came into hand
 */
export function createOutlets(options: {
  readonly gateway: () => Gateway;
  readonly carryOut: CarryOut;
  readonly watch: (conversation: Conversation) => void;
  readonly arrived: (conversation: Conversation) => void;
}): Outlets {
  const { gateway, carryOut, watch, arrived } = options;
  return {
    deliver(conversation, played, answered) {
      const { egress, log, metrics } = gateway();
      egress.deliver(conversation, played);
      const count = deliverToCustomer(conversation, played, log, answered);
      if (count > 0) metrics.delivered.add(count, { side: "customer" });
      const { context: before } = played.before;
      const { context: after } = played.after;
      const ofCapture = before.capture !== after.capture || played.event.seq === 1;
      if (ofCapture || before.strays !== after.strays) watch(conversation);
      if (ofCapture) noteCapture(gateway(), conversation, played);
      const key = { tenant: conversation.tenant, conversation: conversation.id };
      for (const observer of actOnObservers(gateway(), conversation, played))
        void answering(log, () => noteGone(gateway(), key, observer, "observer.cut"));
      if (before.agent !== after.agent && conversation.agents.size > 0)
        void answering(log, () => onHandedOn(gateway(), conversation));
    },
    carryOut(conversation, played) {
      carryOut.actionsOf(conversation, played);
      const decided = strayOutcome(played.event);
      if (decided !== null) gateway().metrics.strays.add(1, { outcome: decided });
    },
    loaded(conversation) {
      if (conversation.seq === 0) return;
      arrived(conversation);
      watch(conversation);
      // What a process that died had begun is done again; all of it may be done twice.
      if (isCapturing(conversation.snapshot)) carryOut.dutiesOf(conversation);
      gateway().egress.announce(conversation);
    },
    wanted: ({ tenant }) => gateway().egress.lines(tenant).size > 0,
    failed({ tenant, id }, error) {
      const about = { tenant, conversation: id };
      gateway().log("conversation stuck", {
        ...about,
        error: codeOf(error),
        where: whereOf(error),
      });
    },
  };
}

/** That a capture began or ended, in the log and in metrics. */
function noteCapture(
  { log, metrics }: Gateway,
  { tenant, id }: Conversation,
  { before, after }: Played,
): void {
  const { capture } = after.context;
  if (capture === null || isCapturing(before) === isCapturing(after)) return;
  const about = { tenant, conversation: id, capture: capture.id };
  if (isCapturing(after)) return log("capture began", about);
  const ended = outcome.safeParse(capture.status);
  if (!ended.success) return;
  log("capture ended", { ...about, outcome: ended.data });
  metrics.captures.add(1, { outcome: ended.data });
}
