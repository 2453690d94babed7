import type { QueueEntry } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import {
  ANNA,
  ANNAS,
  ID,
  joined,
  settled,
  startTestConsole,
  type TestConsole,
} from "../actions/test-console.ts";
import { commandById } from "./commands.ts";

const OTHER = "cnv_00000000000000000000000002";
const BEN = { ...ANNA, id: "agt_ben", name: "Ben" };

function queued(conversation: string, change: Partial<QueueEntry> = {}): QueueEntry {
  return {
    conversation,
    seq: 1,
    phase: "waiting",
    customer: { name: null, online: true },
    agent: null,
    startedAt: 1_000,
    waitingSince: 1_000,
    last: null,
    unread: 0,
    ...change,
  };
}

async function press(test: TestConsole, id: string): Promise<void> {
  const command = commandById(id);
  if (command.when(test.console.store.get())) command.run(test.console);
  await settled();
}

describe("take", () => {
  it("takes the one that waits longest where none is chosen, and opens it", async () => {
    const test = await startTestConsole();
    await press(test, "take");
    expect(test.asked).toEqual([]);
    test.send({ type: "queue", entry: queued(ID, { waitingSince: 2_000 }) });
    test.send({ type: "queue", entry: queued(OTHER) });
    await press(test, "take");
    expect(test.asked).toContainEqual({ type: "take", conversation: OTHER });
    expect(test.console.store.get().selected).toBe(OTHER);
  });

  it("takes the chosen one also before it is heard, and none where the chosen one has an agent", async () => {
    const test = await startTestConsole();
    test.send({ type: "queue", entry: queued(ID) });
    test.send({ type: "queue", entry: queued(OTHER, { phase: "open", agent: ANNA }) });
    test.console.do.select(OTHER);
    await press(test, "take");
    expect(test.asked.filter(({ type }) => type === "take")).toEqual([]);
    test.answer = (message) => (message.type === "join" ? null : { ok: true });
    test.console.do.select(ID);
    await press(test, "take");
    expect(test.asked).toContainEqual({ type: "take", conversation: ID });
  });
});

/** A console of Anna's in a role, in a conversation that is an agent's. */
async function openAt(role: "agent" | "supervisor", agent: typeof ANNA): Promise<TestConsole> {
  const test = await startTestConsole();
  test.session = { ...ANNAS, me: { ...ANNA, role } };
  test.refuse();
  await settled();
  test.up();
  const reply = joined();
  test.answer = () => reply;
  test.console.do.select(ID);
  await settled();
  test.entry(3, { type: "phase", phase: "open", step: null, agent });
  return test;
}

describe("transfer", () => {
  it("is an agent's for their own, and a supervisor's for each", async () => {
    for (const [role, agent, may] of [
      ["agent", ANNA, true],
      ["agent", BEN, false],
      ["supervisor", BEN, true],
    ] as const) {
      const test = await openAt(role, agent);
      await press(test, "transfer");
      expect(test.console.store.get().overlay, `${role}, ${agent.name}'s`).toEqual(
        may ? { kind: "transfer" } : null,
      );
    }
  });
});

describe("close", () => {
  const closes = ({ asked }: TestConsole) => asked.filter(({ type }) => type === "close");

  it("closes an agent's own at once, and asks a supervisor first where it is another's", async () => {
    const own = await openAt("agent", ANNA);
    await press(own, "close");
    expect(closes(own)).toEqual([{ type: "close", conversation: ID }]);
    const others = await openAt("supervisor", BEN);
    await press(others, "close");
    expect(closes(others)).toEqual([]);
    expect(others.console.store.get().overlay).toEqual({ kind: "close" });
  });

  it("is not there for an agent in another's, while a capture is on, or once it is over", async () => {
    const test = await openAt("agent", BEN);
    expect(commandById("close").when(test.console.store.get())).toBe(false);
    const supervisor = await openAt("supervisor", BEN);
    for (const phase of ["capture", "closed"] as const) {
      supervisor.entry(4, { type: "phase", phase, step: null, agent: BEN });
      expect(commandById("close").when(supervisor.console.store.get())).toBe(false);
    }
  });
});
