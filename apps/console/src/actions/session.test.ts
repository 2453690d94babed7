import { describe, expect, it } from "vitest";
import {
  ANNA,
  ANNAS,
  ID,
  joined,
  openConversation,
  settled,
  startTestConsole,
} from "./test-console.ts";
import type { TestConsole } from "./test-console.ts";

const state = (test: TestConsole) => test.console.store.get();

describe("a session that is another than before", () => {
  it("goes on as another agent, who signed in from another tab, with nothing of the one before", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, "half a sent");
    test.answer = () => null;
    await test.console.do.sendDraft(ID);
    test.console.do.setDraft(ID, "and half of the next");
    test.answer = (message) => (message.type === "join" ? joined() : { ok: true });
    const before = test.asked.length;
    test.session = { ...ANNAS, me: { ...ANNA, id: "agt_ben", name: "Ben" } };
    test.refuse();
    await settled();
    test.up();
    await settled();
    expect(state(test).session).toMatchObject({ state: "signed-in", me: { name: "Ben" } });
    expect(state(test)).toMatchObject({ selected: null, notices: [{ key: "signin.another" }] });
    for (const kept of ["drafts", "outgoing", "conversations", "queue"] as const)
      expect(state(test)[kept].size).toBe(0);
    expect(test.asked.slice(before)).toEqual([]);
    expect(test.connectedAs).toEqual(["agt_anna", "agt_ben"]);
  });

  it("goes on in another role, with what the agent was writing and none of what they heard", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, "half a sent");
    test.session = { ...ANNAS, me: { ...ANNA, role: "supervisor" } };
    test.refuse();
    await settled();
    expect(state(test).session).toMatchObject({ state: "signed-in", me: { role: "supervisor" } });
    expect(state(test).drafts.get(ID)).toBe("half a sent");
    expect(state(test).conversations.size).toBe(0);
    expect(test.connectedAs).toHaveLength(2);
  });
});

it("what an address chose while the first agent was still being signed in stays chosen", async () => {
  const test = await startTestConsole((console) => console.do.select(ID));
  expect(state(test)).toMatchObject({ selected: ID, session: { state: "signed-in" } });
});
