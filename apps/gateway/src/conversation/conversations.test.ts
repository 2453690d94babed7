import { createMemoryJournal, type Journal } from "@aside/journal";
import {
  admit,
  forAgents,
  forCustomer,
  isCapturing,
  type ConversationEvent,
  type Played,
} from "@aside/session";
import { expect, test, vi } from "vitest";
import { createConversations, type Conversations, type Decision } from "./conversations.ts";
import type { Conversation } from "./conversation.ts";

const key = { tenant: "demo", conversation: `cnv_${"0".repeat(26)}` };
const anna = { id: "agt_anna", name: "Anna", role: "agent" } as const;
const CAPTURE = `cap_${"0".repeat(26)}`;
const message = (text: string, digit = 0): ConversationEvent => ({
  type: "customer.message",
  message: { id: `msg_${String(digit).repeat(26)}`, text, cuts: [] },
});
const requested: ConversationEvent = {
  type: "capture.requested",
  capture: CAPTURE,
  template: "card",
  title: "Card",
  by: { kind: "api" },
  deadline: 1_000_000,
  extensions: 0,
};

interface TestNode {
  readonly conversations: Conversations;
  readonly played: Played[];
  readonly carried: string[];
}

/** A node on a journal; without hints unless it follows. */
async function node(journal: Journal, follows = false): Promise<TestNode> {
  const played: Played[] = [];
  const carried: string[] = [];
  const conversations = createConversations(
    journal,
    {
      deliver: (_, one) => void played.push(one),
      carryOut: (_, one) => void carried.push(one.event.type),
      loaded: () => undefined,
      wanted: () => true,
      failed: (_, error) => {
        throw error;
      },
    },
    () => 1_000,
  );
  if (follows)
    await journal.follow(
      (hints) => conversations.hinted(hints),
      () => undefined,
    );
  return { conversations, played, carried };
}

function admitting(event: ConversationEvent, clientId?: string) {
  return ({ snapshot }: Conversation): Decision<string> => {
    const verdict = admit(snapshot, event);
    if (verdict.verdict === "refuse") return { refuse: verdict.code };
    if (verdict.event === null) return { answer: "dropped" };
    return {
      event: verdict.event,
      ...(clientId === undefined ? {} : { clientId }),
      done: (first) => first.type,
    };
  };
}

async function begun(journal: Journal): Promise<TestNode> {
  const one = await node(journal);
  await one.conversations.change(key, admitting({ type: "started", customer: null, page: null }));
  await one.conversations.change(key, admitting({ type: "agent.took", agent: anna }));
  return one;
}

test("[BND1] a node that is behind decides again: what it took for an open conversation is held", async () => {
  const journal = createMemoryJournal();
  const first = await begun(journal);
  const behind = await node(journal);
  await behind.conversations.within(key, () => undefined);
  await first.conversations.change(key, admitting(requested));
  expect(isCapturing(behind.conversations.find(key)?.snapshot ?? fail())).toBe(false);
  expect(await behind.conversations.change(key, admitting(message("secret")))).toEqual({
    ok: true,
    value: "customer.held",
  });
  const rows = await journal.read({ ...key, after: 0 });
  expect(JSON.stringify(rows)).not.toContain("secret");
  expect(JSON.stringify(behind.played.flatMap(forAgents))).not.toContain("secret");
});

test("a refusal never rests on an old state: the tail is read first", async () => {
  const journal = createMemoryJournal();
  const first = await begun(journal);
  const behind = await node(journal);
  await behind.conversations.within(key, () => undefined);
  await first.conversations.change(key, admitting(requested));
  expect(
    await behind.conversations.change(
      key,
      admitting({ type: "capture.cancelled", capture: CAPTURE, by: "api" }),
    ),
  ).toEqual({
    ok: true,
    value: "capture.cancelled",
  });
  expect(
    await behind.conversations.change(
      key,
      admitting({ type: "capture.cancelled", capture: CAPTURE, by: "api" }),
    ),
  ).toEqual({
    ok: false,
    code: "no_capture",
  });
});

test("a repeated request is answered from what the first became, on any node", async () => {
  const journal = createMemoryJournal();
  const first = await begun(journal);
  const second = await node(journal);
  await first.conversations.change(key, admitting(requested));
  await first.conversations.change(key, admitting(message("secret"), "one"));
  await first.conversations.change(
    key,
    admitting({ type: "capture.cancelled", capture: CAPTURE, by: "api" }),
  );
  expect(await second.conversations.change(key, admitting(message("secret"), "one"))).toEqual({
    ok: true,
    value: "customer.held",
  });
  expect(
    (await journal.read({ ...key, after: 0 })).map((row) => (row.event as { type: string }).type),
  ).toEqual(["started", "agent.took", "capture.requested", "customer.held", "capture.cancelled"]);
});

test("two nodes writing at once: every request is taken once, both deliver the same in the same order", async () => {
  const journal = createMemoryJournal();
  await begun(journal);
  const nodes = await Promise.all([node(journal, true), node(journal, true)]);
  await Promise.all(nodes.map(({ conversations }) => conversations.within(key, () => undefined)));
  const texts = Array.from({ length: 40 }, (_, index) => `m${index}`);
  await Promise.all(
    texts.map((text, index) =>
      nodes[index % 2]?.conversations.change(key, admitting(message(text), text)),
    ),
  );
  await Promise.all(nodes.map(({ conversations }) => conversations.sweep()));
  await vi.waitFor(() => expect(nodes.map(({ played }) => played.length)).toEqual([40, 40]));
  const [one, two] = nodes.map(({ played }) => played.flatMap(forCustomer));
  expect(one).toEqual(two);
  expect(
    one?.flatMap(({ frame }) => (frame.type === "message" ? [frame.message.text] : [])).toSorted(),
  ).toEqual(texts.toSorted());
  expect(one?.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 3));
});

test("what a step asks for is carried out by the node that appended it, once", async () => {
  const journal = createMemoryJournal();
  const first = await begun(journal);
  const other = await node(journal, true);
  await other.conversations.within(key, () => undefined);
  await first.conversations.change(key, admitting(requested));
  await other.conversations.sweep();
  await other.conversations.within(key, () => undefined);
  expect(first.carried).toContain("capture.requested");
  expect(other.carried).toEqual([]);
  expect(other.played.map(({ event }) => event.type)).toEqual(["capture.requested"]);
});

test("a journal that does not answer refuses that request and loses none after it", async () => {
  const journal = createMemoryJournal();
  const one = await begun(journal);
  let broken = true;
  const flaky: Journal = {
    ...journal,
    append: async (entry) => {
      const verdict = await journal.append(entry);
      if (!broken) return verdict;
      broken = false;
      throw new Error("the answer was lost");
    },
  };
  const through = await node(flaky);
  await expect(through.conversations.change(key, admitting(message("a", 1), "a"))).rejects.toThrow(
    "the answer was lost",
  );
  expect(await through.conversations.change(key, admitting(message("a", 1), "a"))).toEqual({
    ok: true,
    value: "customer.message",
  });
  expect(await through.conversations.change(key, admitting(message("b", 2), "b"))).toEqual({
    ok: true,
    value: "customer.message",
  });
  expect(through.played.map(({ event }) => event.seq)).toEqual([3, 4]);
  expect(one.played.length).toBe(2);
});

test("a conversation takes no more than it can hold", async () => {
  const slow: Journal = { ...createMemoryJournal(), read: () => new Promise(() => undefined) };
  const { conversations } = await node(slow);
  const waiting = Array.from({ length: 260 }, () =>
    conversations.change(key, admitting(message("x"))),
  );
  await expect(Promise.race(waiting.slice(-10))).rejects.toMatchObject({
    code: "conversation_busy",
  });
  for (const one of waiting) one.catch(() => undefined);
});

function fail(): never {
  throw new Error("not in hand");
}
