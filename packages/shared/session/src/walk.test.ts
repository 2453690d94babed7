import { getShortestPaths, getSimplePaths } from "xstate/graph";
import { describe, expect, test } from "vitest";
import { alphabet, at, CANARY, CAPTURE } from "./alphabet.ts";
import { isCapturing } from "./admit.ts";
import { isFromCustomer, type JournaledEvent } from "./event.ts";
import { conversationMachine } from "./machine.ts";
import { statesOf } from "./render.ts";
import { fold, forAgents, play, type Played } from "./replay.ts";
import { step, type Snapshot } from "./step.ts";
import { takes } from "./takes.ts";

const ENDS = new Set(["completed", "declined", "cancelled", "expired", "failed"]);
const events = alphabet.map((event) => at(event));

/** What of a snapshot makes a difference to what can happen next. */
function shape(snapshot: Snapshot): string {
  const { capture, agent, observers, customer, strays } = snapshot.context;
  return JSON.stringify([
    snapshot.value,
    agent?.id,
    observers.length,
    customer.online,
    // What waits makes no other difference to a capture: told apart where one begins.
    strays.length > 0 && (capture === null || capture.status === "offered"),
    capture && [
      capture.status,
      capture.registered,
      capture.attached.length,
      capture.cutAsked,
      capture.intent,
      capture.extensionsLeft,
    ],
  ]);
}

const explored = getShortestPaths(conversationMachine, {
  events,
  serializeState: (state) => shape(state),
  limit: 200_000,
});

/** Events that change nothing, or the same as another does, are walked once: the shortest paths have them all. */
const captureAlphabet = events.filter(
  (event) =>
    event.type === "observer.detached" ||
    ("capture" in event && event.capture === CAPTURE && event.type !== "capture.requested"),
);
const requested = fold([
  at({ type: "started", customer: null, page: null }, 1),
  at({ type: "agent.took", agent: { id: "agt_anna", name: "Anna", role: "agent" } }, 2),
  at({ type: "observer.joined", observer: `obs_${"0".repeat(26)}`, name: "Carla" }, 3),
  at(
    alphabet.find((event) => event.type === "capture.requested") ?? { type: "customer.typing" },
    4,
  ),
]);
const simple = getSimplePaths(conversationMachine, {
  fromState: requested,
  events: captureAlphabet,
  serializeState: (state) => shape(state),
  stopWhen: (state) => !isCapturing(state),
  limit: 1_000_000,
});

/** Simple paths of the whole alphabet, from the start to the close, over the states that {@link docs/session-machine.md} draws. */
const whole = getSimplePaths(conversationMachine, {
  events,
  serializeState: (state) => JSON.stringify([state.value, state.context.capture?.status]),
  limit: 1_000_000,
});

describe("conversation", () => {
  test("every state of the machine is reached by a shortest path", () => {
    const reached = new Set(explored.flatMap(({ state }) => state._nodes.map((node) => node.id)));
    const all = ["conversation", ...statesOf(conversationMachine).map((state) => state.id)];
    const transient = ["conversation.capture.leaving"];
    expect(all.filter((id) => !reached.has(id) && !transient.includes(id))).toEqual([]);
  });

  test("[BND1] [15] on every shortest path and for every further event, nothing of the customer reaches an agent during a capture", () => {
    const leaks: string[] = [];
    let tried = 0;
    for (const path of explored) {
      for (const event of events) {
        const played = playOne(path.state, event);
        if (!isCapturing(played.before) && !isCapturing(played.after)) continue;
        tried += 1;
        const ungated = played.actions.filter((action) => action.type === "to agent");
        // Where the decline is itself the exit, presence goes with it.
        const published = [
          "capture",
          "phase",
          ...(isCapturing(played.after) ? [] : ["customer-online"]),
        ];
        if (isFromCustomer(event) && ungated.some(({ frame }) => !published.includes(frame.type))) {
          leaks.push(`${shape(path.state)} ${event.type}`);
        }
        if (isFromCustomer(event) && JSON.stringify(played.actions).includes(CANARY))
          leaks.push(event.type);
      }
    }
    expect(tried).toBeGreaterThan(1_000);
    expect(leaks).toEqual([]);
  });

  test("[BND1] a machine that delivered during a capture would be seen by the same walk", () => {
    const capturing = explored.find(({ state }) => state.matches({ capture: "collecting" }));
    const talking = explored.find(({ state }) => state.matches("open"));
    if (capturing === undefined || talking === undefined) throw new Error("not reached");
    const message = at({
      type: "customer.message",
      message: { id: `msg_${"0".repeat(26)}`, text: CANARY, cuts: [] },
    });
    const leaked: Played = {
      ...playOne(talking.state, message),
      before: capturing.state,
      after: capturing.state,
    };
    expect(JSON.stringify(leaked.actions)).toContain(CANARY);
    expect(forAgents(leaked)).toEqual([]);
  });

  test("[CAP1] every simple path from a request has exactly one end, announced once", () => {
    const wrong: string[] = [];
    for (const path of simple) {
      const states = [...path.steps.map((one) => one.state), path.state];
      const ends = states.filter(
        (state, index) =>
          index > 0 && isCapturing(states[index - 1] ?? state) && !isCapturing(state),
      );
      const over = !isCapturing(path.state);
      const ended = ENDS.has(path.state.context.capture?.status ?? "");
      if (ends.length !== (over ? 1 : 0) || ended !== over) wrong.push(shape(path.state));
    }
    for (const { state } of explored) {
      for (const event of events) {
        const { after, actions } = playOne(state, event);
        const announced = actions.filter((action) => action.type === "announce end").length;
        if (announced !== (isCapturing(state) && !isCapturing(after) ? 1 : 0))
          wrong.push(`${shape(state)} ${event.type}`);
      }
    }
    expect(simple.filter((path) => !isCapturing(path.state)).length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test("[BND1] [CAP1] on every simple path of the whole alphabet nothing leaks, and each capture has one end", () => {
    const wrong: string[] = [];
    for (const path of whole) {
      const journal = eventsOf(path);
      let ends = 0;
      let requests = 0;
      for (const played of play(journal)) {
        const [before, after] = [isCapturing(played.before), isCapturing(played.after)];
        if (!before && after) requests += 1;
        if (before && !after) ends += 1;
        if ((before || after) && JSON.stringify(forAgents(played)).includes(CANARY))
          wrong.push(`${shape(played.before)} ${played.event.type}`);
      }
      if (requests - ends !== (isCapturing(path.state) ? 1 : 0)) wrong.push(shape(path.state));
    }
    expect(whole.length).toBeGreaterThan(5_000);
    expect(wrong).toEqual([]);
  });

  test("[CAP1] from every state of a capture an end can still be reached, and only by the collector once a ticket can exist", () => {
    for (const { state } of explored.filter((path) => isCapturing(path.state))) {
      const after = events.map((event) => step(state, event).snapshot);
      const out = events.filter((_, index) => !isCapturing(after[index] ?? state));
      expect(out.map((event) => event.type)).toContain("collector.ended");
      const others = out.filter((event) => event.type !== "collector.ended");
      expect(state.matches({ capture: "entering" }) ? [] : others).toEqual([]);
    }
  });

  test("[CAP1] an ended capture stays as it ended, whatever comes late", () => {
    for (const { state } of explored.filter((path) =>
      ENDS.has(path.state.context.capture?.status ?? ""),
    )) {
      const changed = events.filter(
        (event) =>
          event.type !== "capture.requested" &&
          JSON.stringify(step(state, event).snapshot.context.capture) !==
            JSON.stringify(state.context.capture),
      );
      expect(changed).toEqual([]);
    }
  });

  test("no state is a dead end: all but `closed` take some event, and `closed` is reached from everywhere", () => {
    for (const { state } of explored) {
      if (state.matches("closed")) continue;
      expect(events.some((event) => takes(state, event))).toBe(true);
    }
    const shapes = new Map(explored.map(({ state }) => [shape(state), state]));
    const closing = new Set(
      [...shapes].filter(([, state]) => state.matches("closed")).map(([key]) => key),
    );
    for (let grown = -1; grown !== closing.size;) {
      grown = closing.size;
      for (const [key, state] of shapes) {
        if (events.some((event) => closing.has(shape(step(state, event).snapshot))))
          closing.add(key);
      }
    }
    expect([...shapes.keys()].filter((key) => !closing.has(key))).toEqual([]);
  });

  test("a reload sees what live delivery showed: playing from the start gives the same frames", () => {
    for (const path of simple.slice(0, 200)) {
      const journal = eventsOf(path);
      const live = Array.from(play(journal, requested)).flatMap((played) => forAgents(played));
      let state = requested;
      const again = journal.flatMap((event) => {
        const played = playOne(state, event);
        state = played.after;
        return forAgents(played);
      });
      expect(again).toEqual(live);
    }
  });
});

function eventsOf(path: { steps: { event: { type: string } }[] }): JournaledEvent[] {
  return path.steps.flatMap(({ event }) => events.filter((one) => one === event));
}

function playOne(before: Snapshot, event: JournaledEvent): Played {
  const { snapshot, actions } = step(before, event);
  return { event, before, after: snapshot, actions };
}
