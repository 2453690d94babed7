import { describe, expect, it } from "vitest";
import de from "../text/de.json";
import { spellAnnouncement } from "../text/spell-announcement.ts";
import { createTranslate } from "../text/translate.ts";
import {
  ANNA,
  ANNAS,
  ID,
  joined,
  OBSERVER,
  openConversation,
  settled,
  startTestConsole,
  type TestConsole,
} from "./test-console.ts";

const state = (test: TestConsole) => test.console.store.get();
const asked = (test: TestConsole, type: string) => test.asked.filter((one) => one.type === type);

describe("the verbs of a conversation", () => {
  it("asks once on a double click, and again after the answer", async () => {
    const test = await openConversation();
    const { act } = test.console.do;
    await Promise.all([act("wrap-up", ID), act("wrap-up", ID)]);
    expect(asked(test, "wrap-up")).toHaveLength(1);
    await act("wrap-up", ID);
    expect(asked(test, "wrap-up")).toHaveLength(2);
  });

  it("gives the focus back to the composer after a cancel that the gateway took, and only then", async () => {
    const test = await openConversation();
    const capture = "cap_00000000000000000000000001";
    test.answer = () => ({ ok: false, code: "no_capture", text: "" });
    await test.console.do.cancelCapture(ID, capture);
    expect(state(test).focusWanted).toBeNull();
    test.answer = () => ({ ok: true });
    await test.console.do.cancelCapture(ID, capture);
    expect(state(test).focusWanted).toBe(ID);
  });
});

describe("watching", () => {
  it("has what was cut out of a message said in the reader's language", async () => {
    const test = await openConversation();
    const message = {
      id: "msg_00000000000000000000000003",
      text: "it is [card number removed]",
      cuts: [{ start: 6, end: 27, type: "CARD_NUMBER" }],
    };
    test.entry(3, { type: "message", from: "customer", message });
    const { announcement } = state(test);
    expect(announcement).toMatchObject({ key: "announce.message", message });
    if (announcement === null) return;
    const text = createTranslate("de", de);
    expect(text(announcement.key, spellAnnouncement(announcement, text))).toBe(
      "Jane: it is [Kartennummer entfernt]",
    );
  });

  it("joins again where no answer came, though the connection stands", async () => {
    const test = await startTestConsole();
    test.answer = () => null;
    test.console.do.select(ID);
    await settled();
    expect(state(test).watches.get(ID)).toEqual({ state: "joining" });
    test.answer = () => joined();
    test.runLater();
    await settled();
    expect(state(test).watches.get(ID)).toEqual({ state: "joined", observer: null });
    expect(asked(test, "join")).toHaveLength(2);
  });

  it("joins from the start, hears what comes, and leaves when another is chosen", async () => {
    const test = await openConversation();
    test.entry(3, {
      type: "message",
      from: "customer",
      message: { id: "msg_00000000000000000000000003", text: "Hi", cuts: [] },
    });
    expect(
      state(test)
        .conversations.get(ID)
        ?.items.map((one) => one.kind),
    ).toEqual(["event", "event", "message"]);
    test.console.do.select(null);
    await settled();
    expect(test.asked.map((one) => one.type)).toEqual(["join", "read", "leave"]);
    expect(asked(test, "join")).toEqual([{ type: "join", conversation: ID, after: 0 }]);
  });

  it("asks after a lost connection for what came since, once", async () => {
    const test = await openConversation();
    test.down();
    expect(state(test).link).toBe("offline");
    test.answer = () => ({ ok: true, status: "joined", seq: 4, entries: [], observer: null });
    test.up();
    await settled();
    expect(asked(test, "join").map((one) => one.type === "join" && one.after)).toEqual([0, 2]);
    expect(state(test).conversations.get(ID)?.seq).toBe(4);
  });

  it("begins anew where the gateway counts less than it has", async () => {
    const test = await openConversation();
    test.entry(9, { type: "customer-online", online: true });
    test.up();
    await settled();
    const one = state(test).conversations.get(ID);
    expect([one?.seq, one?.customer.online, one?.items.length]).toEqual([2, false, 2]);
  });

  it("[BND1] forgets the conversation when it is detached, and says so", async () => {
    const test = await startTestConsole();
    test.answer = (message) => (message.type === "join" ? joined(OBSERVER) : { ok: true });
    test.console.do.select(ID);
    await settled();
    test.send({ type: "detach", conversation: ID, observer: OBSERVER });
    await settled();
    expect(state(test).conversations.has(ID)).toBe(false);
    expect(state(test).watches.get(ID)).toEqual({ state: "detached" });
    expect(state(test).announcement).toMatchObject({ key: "conversation.detached.title" });
    expect(test.asked.at(-1)).toEqual({ type: "detached", conversation: ID, observer: OBSERVER });
    test.entry(9, { type: "customer-online", online: true });
    expect(state(test).conversations.has(ID)).toBe(false);
  });

  it("[BND1] joins again, from where it is, when the gateway has lost it as an observer", async () => {
    const test = await startTestConsole();
    test.answer = (message) => (message.type === "join" ? joined(OBSERVER) : { ok: true });
    test.console.do.select(ID);
    await settled();
    const asked = test.asked.length;
    const after = state(test).conversations.get(ID)?.seq;
    test.send({ type: "lost", conversation: ID });
    await settled();
    expect(test.asked.slice(asked)).toEqual([{ type: "join", conversation: ID, after }]);
    expect(state(test).watches.get(ID)).toEqual({ state: "joined", observer: OBSERVER });
  });

  it("[7.2.2] forgets a conversation that another agent took, in the queue too, and says who has it", async () => {
    const test = await openConversation();
    test.send({ type: "taken", conversation: ID, agent: { ...ANNA, id: "agt_ben", name: "Ben" } });
    expect(state(test).conversations.has(ID)).toBe(false);
    expect(state(test).queue.has(ID)).toBe(false);
    expect(state(test).watches.get(ID)).toEqual({ state: "taken", by: "Ben" });
    expect(state(test).announcement).toMatchObject({
      key: "conversation.taken.title",
      params: { name: "Ben" },
    });
    test.entry(9, { type: "customer-online", online: true });
    expect(state(test).conversations.has(ID)).toBe(false);
  });

  it("is detached from the start where a capture is on", async () => {
    const test = await startTestConsole();
    test.answer = () => ({ ok: false, code: "capture_running", text: "A capture is on." });
    test.console.do.select(ID);
    await settled();
    expect(state(test).watches.get(ID)).toEqual({ state: "detached" });
  });
});

describe("the session", () => {
  it("ends without losing what the same agent was writing, and forgets the conversations", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, "half a sent");
    test.session = null;
    test.refuse();
    await settled();
    expect(state(test).session).toMatchObject({
      state: "signed-out",
      known: { tenant: "demo", email: "anna@demo.example" },
    });
    expect(state(test).conversations.size).toBe(0);
    test.session = ANNAS;
    await test.console.do.signIn("demo", "anna@demo.example", "right");
    expect(state(test).drafts.get(ID)).toBe("half a sent");
  });

  it("gives another agent nothing of it", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, "half a sent");
    test.session = null;
    test.refuse();
    await settled();
    test.session = {
      me: { ...ANNA, id: "agt_ben", name: "Ben" },
      email: "ben@demo.example",
      tenant: { id: "demo", name: "Demo" },
    };
    await test.console.do.signIn("demo", "ben@demo.example", "right");
    expect(state(test).drafts.size).toBe(0);
  });

  it("stays where only the gateway was away, and connects again", async () => {
    const test = await openConversation();
    test.refuse();
    await settled();
    test.runLater();
    expect(state(test).session.state).toBe("signed-in");
    expect(test.connectedAs).toEqual(["agt_anna", "agt_anna"]);
  });

  it("says that the words do not fit together", async () => {
    const test = await startTestConsole();
    await test.console.do.signOut();
    await test.console.do.signIn("demo", "anna@demo.example", "wrong");
    expect(state(test).session).toMatchObject({
      state: "signed-out",
      busy: false,
      error: "signin.wrong",
    });
  });
});

describe("reading", () => {
  it("tells each message of the customer's once, and none while nobody looks", async () => {
    const test = await openConversation();
    const said = (seq: number) =>
      test.entry(seq, {
        type: "message",
        from: "customer",
        message: { id: `msg_${String(seq).padStart(26, "0")}`, text: "Hi", cuts: [] },
      });
    said(3);
    test.entry(4, { type: "customer-typing" });
    test.console.do.setVisible(false);
    said(5);
    expect(asked(test, "read")).toEqual([{ type: "read", conversation: ID, upTo: 3 }]);
    test.console.do.setVisible(true);
    expect(asked(test, "read").at(-1)).toEqual({ type: "read", conversation: ID, upTo: 5 });
  });
});
