import type { QueueEntry } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { openConversation, startTestConsole, type TestConsole, WELCOME } from "./test-console.ts";

const state = (test: TestConsole) => test.console.store.get();

describe("what the tenant offers", () => {
  it("follows the gateway while the console is connected", async () => {
    const test = await openConversation();
    test.send(WELCOME);
    const replies = [{ shortcut: "bye", text: "Bye." }];
    test.send({ type: "offers", templates: [], replies });
    expect(state(test).welcome).toEqual({ ...WELCOME, templates: [], replies });
  });
});

describe("what a screen reader hears", () => {
  it("is of those who come to wait one line in a while, however many there are", async () => {
    const test = await startTestConsole();
    const comes = (id: string) => test.send({ type: "queue", entry: waiting(id) });
    const said = () => state(test).announcement;
    comes("cnv_00000000000000000000000002");
    expect(said()).toMatchObject({ id: 1, key: "announce.waiting" });
    comes("cnv_00000000000000000000000003");
    test.now += 14_999;
    comes("cnv_00000000000000000000000004");
    expect(said()?.id).toBe(1);
    test.now += 1;
    comes("cnv_00000000000000000000000004");
    expect(said()?.id).toBe(1);
    comes("cnv_00000000000000000000000005");
    expect(said()?.id).toBe(2);
  });
});

function waiting(conversation: string): QueueEntry {
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
  };
}
