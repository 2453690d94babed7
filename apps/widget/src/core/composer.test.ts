import type { FromWidget, ToWidgetReply } from "@aside/protocol";
import { describe, expect, it } from "vitest";
import { emptyChat } from "./chat-state.ts";
import { createComposer } from "./composer.ts";
import { look } from "./look.ts";

const CARD = "4111 1111 1111 1111";
const ACCEPTED: ToWidgetReply = { ok: true, status: "accepted", seq: 1 };

function started(reply: ToWidgetReply | null = ACCEPTED) {
  const sent: { text: string; cleared: boolean }[] = [];
  const asked: FromWidget[] = [];
  const removed: string[] = [];
  const composer = createComposer({
    look: (text) => look(emptyChat, [], text),
    send: (text, cleared) => sent.push({ text, cleared }),
    typing: () => {},
    removeStray: (text) => removed.push(text),
    request: (message) => {
      asked.push(message);
      return Promise.resolve(reply);
    },
  });
  return { composer, sent, asked, removed };
}

describe("the composer", () => {
  it("sends what holds no card number", () => {
    const { composer, sent } = started();
    composer.write("  order 1042 please ");
    composer.submit();
    expect(sent).toEqual([{ text: "order 1042 please", cleared: false }]);
    expect(composer.store.get()).toEqual({ draft: "", offer: null, asking: false });
  });

  it.each([CARD, "4111111111111111", "４１１１ １１１１ １１１１ １１１１", "٤١١١-١١١١-١١١١-١١١١"])(
    "sends nothing where it finds one, and asks: %s",
    (number) => {
      const { composer, sent } = started();
      composer.write(`my card ${number}`);
      composer.submit();
      expect(sent).toEqual([]);
      expect(composer.store.get().offer).toEqual({
        from: "draft",
        text: `my card ${number}`,
        types: ["CARD_NUMBER"],
        parts: [],
        trouble: null,
      });
    },
  );

  it.each([
    "   ",
    "\u200b\u200d",
    "\u2060\ufe0f",
    "x".repeat(4_001),
    `${CARD} ${"x".repeat(4_000)}`,
  ])("keeps what is no message: blank, not seen, or too long", (text) => {
    const { composer, sent } = started();
    composer.paste(text);
    composer.submit();
    expect(sent).toEqual([]);
    expect(composer.store.get()).toEqual({ draft: text, offer: null, asking: false });
  });

  it("asks at once when one is pasted", () => {
    const { composer } = started();
    composer.paste(CARD);
    expect(composer.store.get().offer?.from).toBe("pasted");
  });

  it("asks for the form and takes the number out of what is written", async () => {
    const { composer, sent, asked } = started();
    composer.write(`it is ${CARD}, thanks`);
    composer.submit();
    await composer.sendSafely();
    expect(asked).toEqual([{ type: "capture.request", template: "card" }]);
    expect(sent).toEqual([]);
    expect(composer.store.get()).toEqual({ draft: "it is , thanks", offer: null, asking: false });
  });

  it("keeps the question, without the number, and says why where the form is refused", async () => {
    const { composer } = started({ ok: false, code: "unavailable", text: "the collector is down" });
    composer.write(CARD);
    composer.submit();
    await composer.sendSafely();
    const { draft, offer } = composer.store.get();
    expect({ draft, trouble: offer?.trouble }).toEqual({ draft: "", trouble: "unavailable" });
  });

  it("says that there is no connection where no answer came", async () => {
    const { composer } = started(null);
    composer.write(CARD);
    composer.submit();
    await composer.sendSafely();
    expect(composer.store.get().offer?.trouble).toBe("offline");
  });

  it("sends it as cleared where the customer says that it is something else", () => {
    const { composer, sent } = started();
    composer.write(`order ${CARD}`);
    composer.submit();
    composer.somethingElse();
    expect(sent).toEqual([{ text: `order ${CARD}`, cleared: true }]);
    expect(composer.store.get().draft).toBe("");
  });

  it("asks once about one number: what was cleared when pasted goes out as cleared", () => {
    const { composer, sent } = started();
    composer.paste(CARD);
    composer.somethingElse();
    expect(sent).toEqual([]);
    composer.submit();
    expect(sent).toEqual([{ text: CARD, cleared: true }]);
  });

  it("asks again where another number stands beside the cleared one", () => {
    const { composer, sent } = started();
    composer.paste(CARD);
    composer.somethingElse();
    composer.write(`${CARD} and 5555 5555 5555 4444`);
    composer.submit();
    expect(sent).toEqual([]);
    expect(composer.store.get().offer?.from).toBe("draft");
  });

  it("asks for the form that takes what was found", async () => {
    const { composer, asked } = started();
    composer.write("IBAN DE89 3704 0044 0532 0130 00");
    composer.submit();
    await composer.sendSafely();
    expect(asked).toEqual([{ type: "capture.request", template: "bank" }]);
  });

  it.each([
    ["1486", "draft", ["4539 5787", "6362"]],
    ["6362 14", "piece", ["4539 5787"]],
  ])(
    "names what was sent of the number, where the customer goes on in the form: %s",
    async (text, from, said) => {
      const asked: FromWidget[] = [];
      const pending = said.map((line, index) => ({ id: `p${index}`, text: line }));
      const composer = createComposer({
        look: (draft) =>
          look(
            emptyChat,
            pending.map((one) => ({
              ...one,
              cleared: false,
              at: 1,
              after: 0,
              state: "sending",
              code: null,
            })),
            draft,
          ),
        send: () => {},
        typing: () => {},
        removeStray: () => {},
        request: (message) => {
          asked.push(message);
          return Promise.resolve(ACCEPTED);
        },
      });
      composer.write(text);
      composer.submit();
      expect(composer.store.get().offer?.from).toBe(from);
      await composer.sendSafely();
      const parts = pending.map(({ id }) => id);
      expect(asked).toEqual([{ type: "capture.request", template: "card", parts }]);
    },
  );

  it("holds what may be a piece of a card number, and sends it anyway as what it is: not cleared", () => {
    const { composer, sent } = started();
    composer.write("411111111111");
    composer.submit();
    expect(sent).toEqual([]);
    expect(composer.store.get().offer).toMatchObject({ from: "piece", types: ["CARD_NUMBER"] });
    composer.somethingElse();
    expect(sent).toEqual([{ text: "411111111111", cleared: false }]);
  });

  it("sends the whole line as cleared where the outbox had stopped it", () => {
    const { composer, sent, removed } = started();
    composer.write("a new line");
    composer.offerFor(`order ${CARD}`);
    composer.somethingElse();
    expect(sent).toEqual([{ text: `order ${CARD}`, cleared: true }]);
    expect(composer.store.get().draft).toBe("a new line");
    expect(removed).toEqual([`order ${CARD}`]);
  });

  it("takes the outbox's line away where the form takes it, and leaves it where the form is refused", async () => {
    for (const [reply, gone] of [
      [ACCEPTED, [CARD]],
      [null, []],
    ] as const) {
      const { composer, removed } = started(reply);
      composer.offerFor(CARD);
      await composer.sendSafely();
      expect(removed).toEqual(gone);
    }
  });

  it("keeps nothing of what a form has taken, and no question about it, but the other words", () => {
    const { composer, sent } = started();
    composer.write(`it is ${CARD}, thanks`);
    composer.submit();
    composer.collected("card");
    expect(composer.store.get()).toEqual({ draft: "it is , thanks", offer: null, asking: false });
    expect(sent).toEqual([]);
  });

  it("keeps no piece of a number once a form has taken the whole", () => {
    const { composer } = started();
    composer.write("411111111111");
    composer.submit();
    composer.collected("card");
    expect(composer.store.get()).toEqual({ draft: "", offer: null, asking: false });
  });

  it("keeps what a form of another kind cannot have taken, and what was said to be something else", () => {
    const { composer } = started();
    composer.paste(`order ${CARD}`);
    composer.somethingElse();
    composer.collected("card");
    expect(composer.store.get().draft).toBe(`order ${CARD}`);
    composer.paste("IBAN DE89 3704 0044 0532 0130 00");
    composer.collected("card");
    const { draft, offer } = composer.store.get();
    expect({ draft, from: offer?.from }).toEqual({
      draft: "IBAN DE89 3704 0044 0532 0130 00",
      from: "pasted",
    });
  });
});
