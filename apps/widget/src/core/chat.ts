import type {
  FromWidget,
  Page,
  RefusalCode,
  ToWidget,
  ToWidgetReply,
  WidgetFrame,
} from "@aside/protocol";
import { applyFrame } from "./apply-frame.ts";
import { activeCapture, captureSince, emptyChat, type ChatState } from "./chat-state.ts";
import type { Clock } from "./clock.ts";
import type { Connect } from "./connection.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { withOwnLine } from "./own-line.ts";
import { createReports } from "./reports.ts";
import type { Saved } from "./saved.ts";
import { createStore, type Store } from "./store.ts";

export type ChatPorts = {
  connect: Connect;
  saved: Saved;
  clock: Clock;
  /** Whether a text may go out as it is, after what was said. */
  clean(text: string, state: ChatState): boolean;
  createMessageId(): string;
  page(): Page;
  tenant: string;
  locale: string;
  /** A name the page gave, and the session of a conversation that a server opened. */
  name: string | null;
  session: string | null;
};

export type Chat = {
  store: Store<ChatState>;
  outbox: Outbox;
  /** Called with what the outbox found to hold what does not belong into the chat. */
  onStray(listener: (text: string) => void): void;
  /** Called for each line that arrives live. */
  onArrival(listener: (frame: WidgetFrame) => void): () => void;
  send(text: string, cleared: boolean): void;
  typing(): void;
  /** Whether the customer has the conversation before their eyes. */
  attend(attending: boolean): void;
  name(): string | null;
  setName(name: string): void;
  reportPage(): void;
  /** The only way to the gateway besides the hello; while a capture is on, what the capture needs passes, nothing else. */
  request(message: FromWidget): Promise<ToWidgetReply | null>;
  startAnew(): Promise<void>;
  /** Ends the conversation. @returns null where it did, else why not; `offline` where no answer came */
  end(): Promise<RefusalCode | "offline" | null>;
  close(): void;
};

const DURING_CAPTURE: readonly FromWidget["type"][] = [
  "capture.ticket",
  "capture.decline",
  "capture.more-time",
];
const HELD: ToWidgetReply = { ok: true, status: "held" };
const TYPING_LASTS_MS = 5_000;
const GONE: readonly RefusalCode[] = ["not_signed_in", "not_found"];

/** A customer's conversation: what is known of it, and all that can be done in it. No React, no DOM. */
export function createChat(ports: ChatPorts): Chat {
  const { saved, clock } = ports;
  const store = createStore<ChatState>(emptyChat);
  /** What is known, also of a backlog that is still on its way and not shown yet. */
  let state = emptyChat;
  let session = ports.session ?? saved.session();
  let fresh = false;
  /** The last seq before the line went down; what came later was not known here while the customer wrote. */
  let lostAt = 0;
  let everLive = false;
  let stopTyping = () => {};
  const strayListeners: ((text: string) => void)[] = [];
  const arrivalListeners = new Set<(frame: WidgetFrame) => void>();

  const outbox = createOutbox({
    send: request,
    clean: (text) => ports.clean(text, state),
    seen: () => state.lastSeq,
    clock,
    onStray: ({ text }) => tellStray(text),
    onTaken: (pending, reply) => commit(withOwnLine(state, pending, reply)),
  });

  const reports = createReports({ ...ports, request, state: () => state, commit });

  const connection = ports.connect({
    hello: () => ({
      v: 1,
      tenant: ports.tenant,
      session,
      after: fresh ? 0 : state.lastSeq,
      fresh,
      locale: ports.locale,
      // Who comes back may come back into a capture: name and page wait until it is known that none is on.
      ...(session === null ? reports.introduction() : {}),
    }),
    onMessage: receive,
    onDown() {
      if (state.link === "live") lostAt = state.lastSeq;
      outbox.setOpen(false);
      if (state.link !== "refused") commit({ ...state, link: "offline", agentTyping: false });
    },
    onRefused({ code }) {
      outbox.setOpen(false);
      if (GONE.includes(code) && session !== null) {
        session = null;
        saved.setSession(null);
        redial();
        return;
      }
      commit({
        ...state,
        link: code === "unavailable" || code === "too_many" ? "offline" : "refused",
      });
    },
  });

  function commit(next: ChatState) {
    state = next;
    store.set(state);
  }

  function redial() {
    outbox.setOpen(false);
    commit({ ...state, link: "connecting" });
    connection.redial();
  }

  function receive(message: ToWidget) {
    switch (message.type) {
      case "welcome":
        return welcome(message);
      case "caught-up":
        return caughtUp();
      case "frame":
        return frame(message);
    }
  }

  function welcome(message: Extract<ToWidget, { type: "welcome" }>) {
    session = message.session;
    saved.setSession(session);
    saved.setColour(message.tenant.colour);
    const other = state.welcome !== null && state.welcome.conversation !== message.conversation;
    const asked = fresh;
    fresh = false;
    const skew = message.now === undefined ? state.skew : message.now - clock.now();
    const base = other ? { ...emptyChat, skew } : state;
    commit({
      ...base,
      link: "connecting",
      welcome: message,
      closed: !message.open,
      full: message.full === true,
      skew,
      readUpTo: Math.max(base.readUpTo, saved.readUpTo(message.conversation)),
    });
    if (!everLive) lostAt = state.readUpTo;
    if (!other) return;
    lostAt = state.readUpTo;
    outbox.moveOn();
    reports.forget();
    // Another tab began a new conversation: what came before `after` in it is missing here.
    if (!asked) redial();
  }

  function frame(message: Extract<ToWidget, { type: "frame" }>) {
    const next = applyFrame(state, message);
    if (message.frame.type === "message" && message.frame.from === "customer") {
      outbox.remove(message.frame.message.id);
    }
    if (state.link !== "live") {
      // A backlog is shown once, when it is through, not line by line.
      state = next;
      return;
    }
    const wasHeld = activeCapture(state) !== null;
    commit(next);
    if (message.frame.type === "agent-typing") {
      stopTyping();
      stopTyping = clock.after(TYPING_LASTS_MS, () => commit({ ...state, agentTyping: false }));
    }
    if (activeCapture(state)) outbox.dropWaiting();
    else if (wasHeld) reports.all();
    if (state.closed) outbox.setOpen(false);
    reports.read();
    for (const listener of arrivalListeners) listener(message.frame);
  }

  function caughtUp() {
    everLive = true;
    commit({ ...state, link: "live" });
    if (captureSince(state, lostAt)) outbox.dropWaiting();
    outbox.setOpen(!state.closed);
    reports.all();
  }

  async function request(message: FromWidget): Promise<ToWidgetReply | null> {
    if (state.link !== "live") return null;
    if (activeCapture(state) && !DURING_CAPTURE.includes(message.type)) return HELD;
    const reply = await connection.request(message);
    // Not by a sign of typing: the composer would be gone under the fingers.
    const wanted = message.type === "message" || message.type === "capture.request";
    if (wanted && reply?.ok === false && reply.code === "conversation_full")
      commit({ ...state, full: true });
    return reply;
  }

  function tellStray(text: string) {
    for (const listener of strayListeners) listener(text);
  }

  return {
    store,
    outbox,
    onStray: (listener) => void strayListeners.push(listener),
    onArrival(listener) {
      arrivalListeners.add(listener);
      return () => arrivalListeners.delete(listener);
    },
    send(text, cleared) {
      outbox.add({ id: ports.createMessageId(), text, cleared });
    },
    typing: reports.typing,
    attend: reports.attend,
    name: reports.name,
    setName: reports.setName,
    reportPage: reports.page,
    request,
    async startAnew() {
      // Of one that is full the agent learns that nobody writes there any more.
      if (state.full && !state.closed) await request({ type: "leave" });
      fresh = true;
      redial();
    },
    async end() {
      const reply = await request({ type: "leave" });
      if (reply === null) return "offline";
      if (!reply.ok) return reply.code;
      return reply.status === "held" ? "capture_running" : null;
    },
    close: () => connection.close(),
  };
}
