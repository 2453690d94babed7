import type { JournaledEvent } from "./event.ts";
import type { Context } from "./context.ts";
import { conversationMachine } from "./machine.ts";
import type { Snapshot } from "./step.ts";

/** An action of the machine by its name, with the parameters that it was given. */
export interface Named {
  readonly type: string;
  readonly params: NonNullable<unknown> | null | undefined;
}

/**
 * The step of an event that leaves the state as it is: one transition without a target, from where nothing leads on by itself. Its actions in
 * their order are all there is to it, so they are run here from the machine's own definitions, without the sets of states that xstate
 * builds for a change of state: a sixth of the time, and most events of a conversation are such. It rests on how xstate keeps a transition and
 * an `assign`, so xstate is pinned and `step.test.ts` holds it equal to `transition()` on every path.
 *
 * @param collect is given the actions, but for the assignments
 * @returns null where xstate itself must take the step
 */
export function stay(
  snapshot: Snapshot,
  event: JournaledEvent,
  collect: (action: Named) => void,
): Snapshot | null {
  if (snapshot.status !== "active") return null;
  const [transition, another] = conversationMachine.getTransitionData(snapshot, event);
  if (transition === undefined || another !== undefined) return null;
  if (transition.target !== undefined || !transition.actions.every(isPlain)) return null;
  if (snapshot._nodes.some(({ always }) => always !== undefined)) return null;
  let { context } = snapshot;
  for (const action of transition.actions) {
    if (isAssignment(action)) {
      const { assignment } = action;
      const change = typeof assignment === "function" ? assignment({ context, event }) : assignment;
      context = changed(context, change);
    } else if (isNamed(action)) {
      const { type, params } = action;
      collect({ type, params: typeof params === "function" ? params({ context, event }) : params });
    } else if (typeof action === "string") collect({ type: action, params: undefined });
  }
  return withContext(snapshot, context);
}

/** A spread of a spread gives each step's object a shape of its own in V8, and whoever reads one must search it. */
function changed(context: Context, change: Partial<Context>): Context {
  const { capture, waitingSince, last, agent } = change;
  return {
    startedAt: change.startedAt ?? context.startedAt,
    customer: change.customer ?? context.customer,
    toldOnline: change.toldOnline ?? context.toldOnline,
    agent: agent === undefined ? context.agent : agent,
    observers: change.observers ?? context.observers,
    waitingSince: waitingSince === undefined ? context.waitingSince : waitingSince,
    last: last === undefined ? context.last : last,
    unread: change.unread ?? context.unread,
    capture: capture === undefined ? context.capture : capture,
    exitFence: change.exitFence ?? context.exitFence,
    strays: change.strays ?? context.strays,
  };
}

/** Member by member for the same reason. */
function withContext(snapshot: Active, context: Context): Snapshot {
  return {
    status: snapshot.status,
    output: snapshot.output,
    error: snapshot.error,
    machine: snapshot.machine,
    context,
    _nodes: snapshot._nodes,
    value: snapshot.value,
    tags: snapshot.tags,
    children: snapshot.children,
    historyValue: snapshot.historyValue,
    matches: snapshot.matches,
    hasTag: snapshot.hasTag,
    can: snapshot.can,
    getMeta: snapshot.getMeta,
    toJSON: snapshot.toJSON,
  };
}

type Active = Extract<Snapshot, { status: "active" }>;

interface Args {
  readonly context: Context;
  readonly event: JournaledEvent;
}

interface Assignment {
  readonly assignment: Partial<Context> | ((args: Args) => Partial<Context>);
}

interface Parameterized {
  readonly type: string;
  readonly params?: object | ((args: Args) => object);
}

/** An object of changes may hold functions; one that is a function, or a name, holds none. */
function isPlain(action: unknown): boolean {
  if (isAssignment(action))
    return (
      typeof action.assignment === "function" ||
      Object.values(action.assignment).every((value) => typeof value !== "function")
    );
  return typeof action === "string" || isNamed(action);
}

function isAssignment(action: unknown): action is Assignment {
  return typeof action === "function" && "assignment" in action;
}

function isNamed(action: unknown): action is Parameterized {
  return typeof action === "object" && action !== null && "type" in action;
}
