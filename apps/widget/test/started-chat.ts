import { createChat, type ChatPorts } from "../src/core/chat.ts";
import { savedIn } from "../src/core/saved.ts";
import { fakeClock } from "./fake-clock.ts";
import { fakeLine } from "./fake-line.ts";
import { memoryStorage } from "./memory-storage.ts";

/** A chat on a line, a clock and a storage that are in the test's hands. */
export function startedChat(change: Partial<ChatPorts> = {}) {
  const line = fakeLine();
  const { clock, advance } = fakeClock();
  const storage = memoryStorage();
  let ids = 0;
  const chat = createChat({
    connect: line.connect,
    saved: savedIn(storage, "demo"),
    clock,
    clean: (text) => !text.includes("4111"),
    createMessageId: () => `msg_${String((ids += 1)).padStart(26, "1")}`,
    page: () => ({ title: "Tent", url: "https://shop.example/tent" }),
    tenant: "demo",
    locale: "en",
    name: null,
    session: null,
    ...change,
  });
  const pending = () => chat.outbox.store.get().map(({ text, state }) => ({ text, state }));
  return { chat, line, advance, storage, pending };
}
