import type { FromWidget, Page, ToWidgetReply } from "@aside/protocol";
import { activeCapture, type ChatState } from "./chat-state.ts";
import type { Clock } from "./clock.ts";
import type { Saved } from "./saved.ts";

export type ReportsPorts = {
  request(message: FromWidget): Promise<ToWidgetReply | null>;
  state(): ChatState;
  commit(next: ChatState): void;
  saved: Saved;
  clock: Clock;
  page(): Page;
  name: string | null;
};

const TYPING_EVERY_MS = 3_000;

/** What the widget tells of the customer besides their lines: read marks, typing, name, page. None while a capture is on. */
export function createReports(ports: ReportsPorts) {
  const { state, saved, clock } = ports;
  let name = ports.name ?? saved.name();
  let toldName: string | null = null;
  let toldPage = "";
  let toldRead = 0;
  let nextTyping = 0;
  let attending = false;

  function mayTell(): boolean {
    return state().link === "live" && activeCapture(state()) === null;
  }

  function read() {
    if (!attending) return;
    const now = state();
    if (now.lastSeq > now.readUpTo) {
      ports.commit({ ...now, readUpTo: now.lastSeq });
      if (now.welcome) saved.setReadUpTo(now.welcome.conversation, now.lastSeq);
    }
    const line = now.entries.findLast((one) => one.kind === "message" && one.from === "agent");
    if (!line || line.seq <= toldRead || !mayTell()) return;
    toldRead = line.seq;
    void ports.request({ type: "read", upTo: line.seq });
  }

  function page() {
    const now = ports.page();
    const key = keyOf(now);
    if (!attending || key === toldPage || !mayTell()) return;
    toldPage = key;
    void ports.request({ type: "page", page: now });
  }

  function tellName() {
    if (name === null || name === toldName || !mayTell()) return;
    toldName = name;
    void ports.request({ type: "name", name });
  }

  return {
    read,
    page,
    /** Whatever is new and was not told yet. */
    all() {
      read();
      page();
      tellName();
    },
    /** What a customer without a session says of themselves on arrival. */
    introduction(): { page: Page; name?: string } {
      const now = ports.page();
      toldName = name;
      toldPage = keyOf(now);
      return { page: now, ...(name ? { name } : {}) };
    },
    typing() {
      if (clock.now() < nextTyping || !mayTell()) return;
      nextTyping = clock.now() + TYPING_EVERY_MS;
      void ports.request({ type: "typing" });
    },
    attend(next: boolean) {
      const arrived = next && !attending;
      attending = next;
      if (!arrived) return;
      read();
      page();
    },
    name: () => name,
    setName(next: string) {
      name = next;
      saved.setName(next);
      tellName();
    },
    /** A new conversation: it knows nothing yet. */
    forget() {
      toldRead = 0;
      toldPage = "";
    },
  };
}

function keyOf({ url, title }: Page): string {
  return `${url} ${title}`;
}
