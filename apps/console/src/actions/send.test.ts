import { describe, expect, it } from "vitest";
import {
  ANNA,
  ID,
  joined,
  openConversation,
  settled,
  type TestConsole,
  WELCOME,
} from "./test-console.ts";

const CARD = "4111 1111 1111 1111";

const state = (test: TestConsole) => test.console.store.get();
const asked = (test: TestConsole, type: string) => test.asked.filter((one) => one.type === type);

describe("sending", () => {
  it("keeps a message that got no answer and sends it again with the same id", async () => {
    const test = await openConversation();
    test.answer = () => null;
    test.console.do.setDraft(ID, "Hello");
    await test.console.do.sendDraft(ID);
    expect(
      state(test)
        .outgoing.get(ID)
        ?.map((one) => [one.text, one.state]),
    ).toEqual([["Hello", "sending"]]);
    test.answer = (message) => (message.type === "join" ? joined() : { ok: true });
    test.up();
    await settled();
    const ids = asked(test, "message").map((one) => one.type === "message" && one.id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("keeps a line whose command is none, names the nearest, and puts it in its place", async () => {
    const test = await openConversation();
    test.send(WELCOME);
    test.console.do.setDraft(ID, "/crad 42 EUR the lamps");
    await test.console.do.sendDraft(ID);
    expect(asked(test, "message")).toEqual([]);
    expect(state(test).drafts.get(ID)).toBe("/crad 42 EUR the lamps");
    expect(state(test).nudges.get(ID)).toEqual({
      why: "no-command",
      command: "crad",
      nearest: "card",
    });
    test.console.do.amendCommand(ID, "card");
    expect(state(test).drafts.get(ID)).toBe("/card 42 EUR the lamps");
    expect(state(test).nudges.has(ID)).toBe(false);
    await test.console.do.sendDraft(ID);
    expect(state(test).drafts.has(ID)).toBe(false);
    expect(state(test).overlay).toEqual({
      kind: "capture",
      draft: {
        template: "card",
        purpose: "the lamps",
        amount: { minor: 4_200, currency: "EUR" },
      },
    });
  });

  it("sends a line with two slashes as a message with one, and takes it back as it was written", async () => {
    const test = await openConversation();
    test.answer = () => ({ ok: false, code: "unavailable", text: "Not now." });
    test.console.do.setDraft(ID, "//card is what you type");
    await test.console.do.sendDraft(ID);
    expect(asked(test, "message")).toMatchObject([{ text: "/card is what you type" }]);
    const message = state(test).outgoing.get(ID)?.[0]?.id ?? "";
    test.console.do.takeBack(ID, message);
    expect(state(test).drafts.get(ID)).toBe("//card is what you type");
  });

  it("sends no card number as a command or as what a form is for", async () => {
    const test = await openConversation();
    test.send(WELCOME);
    for (const line of ["/card 4111 1111 1111 1111", "/crad 4111 1111 1111 1111"]) {
      test.console.do.setDraft(ID, line);
      await test.console.do.sendDraft(ID);
      expect(state(test).nudges.get(ID)?.why).toBe("card-number");
      expect(state(test).overlay).toBeNull();
    }
    const purpose = "for 4111 1111 1111 1111";
    expect(await test.console.do.requestCapture(ID, "card", purpose, null)).toBe(false);
    expect(asked(test, "capture.request")).toEqual([]);
  });

  it("takes it off once its entry has come", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, "Hello");
    await test.console.do.sendDraft(ID);
    const id = state(test).outgoing.get(ID)?.[0]?.id ?? "";
    test.entry(3, {
      type: "message",
      from: "agent",
      agent: ANNA,
      message: { id, text: "Hello", cuts: [] },
    });
    expect(state(test).outgoing.has(ID)).toBe(false);
    expect(state(test).drafts.has(ID)).toBe(false);
  });

  it("puts the text back and offers a capture where the gateway nudges", async () => {
    const test = await openConversation();
    test.answer = () => ({ ok: true, status: "nudge", template: "card" });
    test.console.do.setDraft(ID, "What is your card number?");
    await test.console.do.sendDraft(ID);
    expect(state(test).outgoing.has(ID)).toBe(false);
    expect(state(test).drafts.get(ID)).toBe("What is your card number?");
    expect(state(test).nudges.get(ID)).toEqual({ why: "asks-for-value", template: "card" });
  });

  it("[BND2] lets no card number leave the page, in a message or a note", async () => {
    const test = await openConversation();
    test.console.do.setDraft(ID, `It is ${CARD}`);
    await test.console.do.sendDraft(ID);
    expect(await test.console.do.addNote(ID, CARD)).toBe(false);
    expect(test.asked.map((one) => one.type)).toEqual(["join"]);
    expect(state(test).nudges.get(ID)?.why).toBe("card-number");
  });

  it("says why a message was refused and gives it back", async () => {
    const test = await openConversation();
    test.answer = () => ({ ok: false, code: "too_many", text: "Wait." });
    test.console.do.setDraft(ID, "Hello");
    await test.console.do.sendDraft(ID);
    const [one] = state(test).outgoing.get(ID) ?? [];
    expect([one?.state, one?.error]).toEqual(["failed", "notice.refused.too_many"]);
    test.console.do.takeBack(ID, one?.id ?? "");
    expect(state(test).drafts.get(ID)).toBe("Hello");
    expect(state(test).outgoing.has(ID)).toBe(false);
  });
});
