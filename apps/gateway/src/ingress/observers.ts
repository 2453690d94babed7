import { isCapturing, type JournaledEvent, type Played } from "@aside/session";
import type { Conversation } from "../conversation/conversation.ts";
import type { Gateway } from "../gateway.ts";
import { noteGone } from "./join.ts";

/**
 * What a step asks of the observers connected to this node: to go, or to be cut off. Their subscription ends in the same tick in which
 * they are cut, and only then does the journal hear of it. Of one that is served here and that the journal has lost all the same, which another
 * process took for gone, it ends too, since no capture would ask it to go: its console may join again.
 *
 * @returns the observers that were cut here
 */
export function actOnObservers(
  gateway: Gateway,
  conversation: Conversation,
  { event, actions }: Pick<Played, "event" | "actions">,
): string[] {
  const cut: string[] = [];
  const lost = goneBy(event);
  for (const { line, observer } of [...conversation.agents.values()]) {
    if (observer === null || observer !== lost) continue;
    conversation.agents.delete(line);
    gateway.egress.tell(line, { type: "lost", conversation: conversation.id });
  }
  for (const action of actions) {
    if (action.type !== "detach observers" && action.type !== "cut observers") continue;
    for (const { line, observer } of [...conversation.agents.values()]) {
      if (observer === null || !action.observers.includes(observer)) continue;
      if (action.type === "detach observers") {
        gateway.egress.tell(line, { type: "detach", conversation: conversation.id, observer });
      } else {
        conversation.agents.delete(line);
        line.cut();
        cut.push(observer);
      }
    }
  }
  return cut;
}

/** Whoever goes by this process's own doing has no subscription any more when the journal hears of it. */
function goneBy(event: JournaledEvent): string | null {
  const { type } = event;
  return type === "observer.left" || type === "observer.detached" || type === "observer.cut"
    ? event.observer
    : null;
}

/**
 * Observers that the journal knows and nobody serves: of this process without a console, or of a process that is gone. Their going is
 * noted, so that they hold up no capture.
 *
 * @param alive the processes that serve this journal
 */
export async function clearObservers(
  gateway: Gateway,
  conversation: Conversation,
  alive: ReadonlySet<string>,
): Promise<void> {
  const { snapshot, agents } = conversation;
  const { observers, capture } = snapshot.context;
  const known = new Set([...observers.map(({ id }) => id), ...(capture?.attached ?? [])]);
  if (known.size === 0 || (!isCapturing(snapshot) && observers.length === 0)) return;
  const here = new Set([...agents.values()].map(({ observer }) => observer));
  const key = { tenant: conversation.tenant, conversation: conversation.id };
  for (const observer of known) {
    const node = observer.slice(4, 12);
    const served = node === gateway.node ? here.has(observer) : alive.has(node);
    if (!served) await noteGone(gateway, key, observer, "observer.cut");
  }
}
