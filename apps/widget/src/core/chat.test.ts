import type { ToWidgetReply } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { settled } from "../../test/fake-clock.ts";
import { agentLine, captureFrame, CONVERSATION } from "../../test/fake-line.ts";
import { startedChat as started } from "../../test/started-chat.ts";
import { unreadCount, waitingStray } from "./chat-state.ts";

const OTHER = `cnv_${"1".repeat(26)}`;

describe("the way to the gateway", () => {
  it("says who and where one is to begin with, and keeps the session", () => {
    const { line, storage } = started({ name: "Jo" });
    line.up();
    expect(line.hellos).toEqual([
      {
        v: 1,
        tenant: "demo",
        session: null,
        after: 0,
        fresh: false,
        locale: "en",
        name: "Jo",
        page: { title: "Tent", url: "https://shop.example/tent" },
      },
    ]);
    expect(storage.getItem("aside.demo.session")).toBe("session");
  });

  it("resumes after the last frame, not after an answer that overtook one", async () => {
    const { chat, line } = started();
    line.up();
    line.frame(agentLine(1));
    chat.send("hello", false);
    line.answer({ ok: true, status: "accepted", seq: 9 });
    await settled();
    line.down();
    line.welcome();
    expect(line.hellos.at(-1)?.after).toBe(1);
  });

  it("shows a backlog when it is through, not line by line", () => {
    const { chat, line } = started();
    line.welcome();
    line.frame(agentLine(1));
    expect(chat.store.get().entries).toEqual([]);
    line.frame(agentLine(2));
    line.caughtUp();
    expect(chat.store.get().entries.map(({ key }) => key)).toEqual([
      agentLineKey(1),
      agentLineKey(2),
    ]);
  });

  it("lets go of a session that the gateway does not know, and dials again without", () => {
    const { line, storage } = started({ session: "old" });
    line.handlers()?.onRefused({ code: "not_signed_in", text: "unknown session" });
    expect(line.dials()).toBe(2);
    line.welcome();
    expect(line.hellos.at(-1)?.session).toBeNull();
    expect(storage.getItem("aside.demo.session")).toBe("session");
  });

  it("reads a conversation that another tab began from its start", () => {
    const { chat, line } = started();
    line.up();
    line.frame(agentLine(1));
    line.down();
    line.welcome({ conversation: OTHER });
    expect(line.dials()).toBe(2);
    line.welcome({ conversation: OTHER });
    expect(line.hellos.at(-1)?.after).toBe(0);
    expect(chat.store.get().entries).toEqual([]);
  });

  it("begins anew where the last conversation is closed", () => {
    const { chat, line } = started();
    line.up();
    line.frame({ type: "closed" });
    expect(chat.store.get().closed).toBe(true);
    chat.startAnew();
    line.up({ conversation: OTHER });
    expect(line.hellos.at(-1)).toMatchObject({ fresh: true, after: 0, session: "session" });
    expect(chat.store.get()).toMatchObject({ closed: false, link: "live" });
    expect(line.dials()).toBe(2);
  });

  it("leaves a conversation that is full for a new one, and takes along what it had no room for", async () => {
    const { chat, line, pending } = started();
    line.up();
    chat.send("one too many", false);
    line.answer({ ok: false, code: "conversation_full", text: "full" });
    await settled();
    expect(chat.store.get().full).toBe(true);
    expect(pending()).toEqual([{ text: "one too many", state: "refused" }]);
    const begun = chat.startAnew();
    expect(line.answer({ ok: true, status: "accepted", seq: 9 })).toEqual({ type: "leave" });
    await begun;
    line.up({ conversation: OTHER });
    expect(line.hellos.at(-1)).toMatchObject({ fresh: true, after: 0 });
    expect(chat.store.get().full).toBe(false);
    expect(line.sent.at(-1)).toMatchObject({ type: "message", text: "one too many" });
  });

  it("says why a conversation was not ended", async () => {
    const { chat, line } = started();
    line.up();
    const ended = async (reply: ToWidgetReply | null) => {
      const ending = chat.end();
      line.answer(reply);
      return await ending;
    };
    expect(await ended(null)).toBe("offline");
    expect(await ended({ ok: false, code: "unavailable", text: "later" })).toBe("unavailable");
    expect(await ended({ ok: true, status: "held" })).toBe("capture_running");
    expect(await ended({ ok: true, status: "accepted", seq: 1 })).toBeNull();
  });

  it("knows after a reload that the conversation is full", () => {
    const { chat, line } = started({ session: "old" });
    line.up({ full: true });
    expect(chat.store.get().full).toBe(true);
  });
});

describe("messages", () => {
  it("waits offline, and sends in order once the backlog is through", async () => {
    const { chat, line, pending } = started();
    line.up();
    line.down();
    chat.send("one", false);
    chat.send("two", false);
    line.welcome();
    await settled();
    expect(line.sent).toEqual([]);
    line.caughtUp();
    await settled();
    expect(line.answer({ ok: true, status: "accepted", seq: 1 })).toMatchObject({ text: "one" });
    await settled();
    expect(line.answer({ ok: true, status: "accepted", seq: 2 })).toMatchObject({ text: "two" });
    await settled();
    expect(pending()).toEqual([]);
  });

  it("sends again under the same id where no answer came", async () => {
    const { chat, line, advance } = started();
    line.up();
    chat.send("one", false);
    await settled();
    const first = line.answer(null);
    await settled();
    advance(2_000);
    await settled();
    expect(line.sent).toEqual([first, first]);
  });

  it("takes the echo in a backlog for the answer that was lost", async () => {
    const { chat, line, pending } = started();
    line.up();
    chat.send("one", false);
    await settled();
    const [message] = line.sent;
    line.down();
    await settled();
    line.welcome();
    if (message?.type === "message") {
      line.frame({
        type: "message",
        from: "customer",
        message: { id: message.id, text: "one", cuts: [] },
      });
    }
    line.caughtUp();
    await settled();
    expect(pending()).toEqual([]);
    expect(line.sent).toHaveLength(1);
  });

  it("screens what waited once more when its turn comes", async () => {
    const { chat, line, pending } = started();
    const strays: string[] = [];
    chat.onStray((text) => strays.push(text));
    chat.send("4111", false);
    line.up();
    await settled();
    expect(line.sent).toEqual([]);
    expect(strays).toEqual(["4111"]);
    expect(pending()).toEqual([{ text: "4111", state: "stray" }]);
    chat.outbox.removeStray("another");
    expect(pending()).toHaveLength(1);
    chat.outbox.removeStray("4111");
    expect(pending()).toEqual([]);
  });

  it("shows what waits of a line that the gateway has cut, also where the echo came before the answer", async () => {
    const { chat, line, pending } = started();
    line.up();
    chat.send("it is 4 1 1 1", false);
    await settled();
    const [message] = line.sent;
    if (message?.type !== "message") throw new Error("nothing was sent");
    const cuts = [{ start: 6, end: 14, type: "CARD_NUMBER" }];
    const text = "it is [number]";
    line.frame({ type: "message", from: "customer", message: { id: message.id, text, cuts } });
    const stray = { type: "stray", message: message.id, state: "waiting", until: 9 } as const;
    line.frame(stray);
    line.answer({ ok: true, status: "cut", seq: 1, cuts });
    await settled();
    expect(pending()).toEqual([]);
    expect(chat.store.get().entries).toMatchObject([{ key: message.id, text, cuts, stray }]);
    expect(waitingStray(chat.store.get())?.key).toBe(message.id);
    line.frame({ type: "stray", message: message.id, state: "discarded" });
    expect(waitingStray(chat.store.get())).toBeNull();
  });
});

describe("what was read", () => {
  it("counts lines of the agent and offers until the customer attends", () => {
    const { chat, line, storage } = started();
    line.up();
    line.frame(agentLine(1));
    line.frame(captureFrame());
    expect(unreadCount(chat.store.get())).toBe(2);
    chat.attend(true);
    expect(unreadCount(chat.store.get())).toBe(0);
    expect(storage.getItem("aside.demo.read")).toBe(`${CONVERSATION} 2`);
  });

  it("tells each read mark once, and typing no more than every three seconds", async () => {
    const { chat, line, advance } = started();
    line.up();
    chat.attend(true);
    line.frame(agentLine(1));
    line.frame({ type: "agent-read", upTo: 1 });
    chat.typing();
    chat.typing();
    advance(3_000);
    chat.typing();
    await settled();
    expect(line.sent.map(({ type }) => type)).toEqual(["read", "typing", "typing"]);
  });

  it("shows that the agent types for five seconds", () => {
    const { chat, line, advance } = started();
    line.up();
    line.frame({ type: "agent-typing" });
    expect(chat.store.get().agentTyping).toBe(true);
    advance(5_000);
    expect(chat.store.get().agentTyping).toBe(false);
  });
});

function agentLineKey(n: number): string {
  return `msg_${String(n).padStart(26, "0")}`;
}
