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

type Report = Extract<FromWidget, { type: "read" | "page" | "name" | "typing" }>;

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

  /** What was held back is told anew once this tab has heard what it was held back for. */
  async function tell(report: Report, anew: () => void) {
    const after = state().lastSeq;
    const reply = await ports.request({ ...report, after });
    if (reply?.ok && reply.status === "held" && state().lastSeq > after) anew();
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
    void tell({ type: "read", upTo: line.seq }, () => {
      toldRead = 0;
      read();
    });
  }

  function page() {
    const now = ports.page();
    const key = keyOf(now);
    if (!attending || key === toldPage || !mayTell()) return;
    toldPage = key;
    void tell({ type: "page", page: now }, () => {
      toldPage = "";
      page();
    });
  }

  function tellName() {
    if (name === null || name === toldName || !mayTell()) return;
    toldName = name;
    void tell({ type: "name", name }, () => {
      toldName = null;
      tellName();
    });
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
      void tell({ type: "typing" }, () => undefined);
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
