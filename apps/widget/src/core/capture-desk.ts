import type { FromFrame, FromWidget, ToFrame, ToWidgetReply } from "@aside/protocol";
import type { CaptureEntry } from "./chat-state.ts";
import type { Clock } from "./clock.ts";
import { emptyDesk, phaseOf, type DeskState } from "./desk-state.ts";
import type { FrameChannel, FrameWindow } from "./frame-channel.ts";
import { createStore, type Store } from "./store.ts";
import type { TabLock } from "./tab-lock.ts";

export type DeskPorts = {
  request(message: FromWidget): Promise<ToWidgetReply | null>;
  openChannel(
    frame: FrameWindow,
    collectorOrigin: string,
    onMessage: (message: FromFrame) => void,
  ): FrameChannel;
  lock: TabLock;
  /** The capture that goes on by phone: survives a reload of this tab. */
  phone: { get(): string | null; set(capture: string | null): void };
  clock: Clock;
  /** The origin of the page the frame stands in. */
  parentOrigin: string;
  scheme(): "light" | "dark";
};

export type CaptureDesk = {
  store: Store<DeskState>;
  /** The capture that is on, or null, and whether the customer has the conversation before their eyes. */
  follow(entry: CaptureEntry | null, attending: boolean): void;
  /** The frame's page has loaded. */
  frameLoaded(frame: FrameWindow, collectorOrigin: string): void;
  retry(): void;
  continueHere(): void;
  usePhone(): Promise<void>;
  decline(): Promise<void>;
  moreTime(): Promise<void>;
};

const READY_WITHIN_MS = 8_000;
/** A frame that asks for tickets again and again, as two that take turns would, is stopped here. */
const TICKETS_A_FRAME = 4;

/** This tab's part in the capture that is on: where the form is, how it fares, and the line to it. */
export function createCaptureDesk(ports: DeskPorts): CaptureDesk {
  const store = createStore<DeskState>(emptyDesk);
  let channel: FrameChannel | null = null;
  let deadline = 0;
  let tickets = 0;
  let callOffSlow = () => {};

  function change(next: Partial<DeskState>) {
    store.set({ ...store.get(), ...next });
  }

  function hangUp() {
    callOffSlow();
    channel?.close();
    channel = null;
  }

  function mount() {
    hangUp();
    tickets = 0;
    const attempt = store.get().attempt + 1;
    change({ place: "here", attempt, phase: "loading", height: 0, link: null, trouble: null });
    callOffSlow = ports.clock.after(READY_WITHIN_MS, () => change({ phase: "slow" }));
  }

  function unmount(place: "elsewhere" | "phone") {
    hangUp();
    change({ place });
  }

  async function take(capture: string, steal: boolean) {
    const mine = await ports.lock.take(`aside.${capture}`, steal, () => {
      if (store.get().capture === capture && store.get().place === "here") unmount("elsewhere");
    });
    if (store.get().capture !== capture) return;
    if (mine) mount();
    else change({ place: "elsewhere" });
  }

  async function sendTicket() {
    const { capture, attempt } = store.get();
    if (capture === null) return;
    tickets += 1;
    if (tickets > TICKETS_A_FRAME) return change({ phase: "broken" });
    const { parentOrigin } = ports;
    const reply = await ports.request({
      type: "capture.ticket",
      capture,
      way: "frame",
      parentOrigin,
    });
    const { place, attempt: current } = store.get();
    if (place !== "here" || current !== attempt) return;
    if (reply?.ok && reply.status === "ticket") {
      channel?.post({ type: "ticket", ticket: reply.ticket, scheme: ports.scheme() });
    } else {
      change({ phase: "no-ticket" });
    }
  }

  function heard(message: FromFrame) {
    if (message.type === "height") return change({ height: message.px });
    if (message.type === "ready") {
      callOffSlow();
      change({ phase: "loading" });
      return void sendTicket();
    }
    if (message.state === "needs-ticket") return void sendTicket();
    if (message.state === "replaced") return unmount("elsewhere");
    callOffSlow();
    change({ phase: phaseOf(message.state) });
  }

  /** Runs one request of the customer at a time and says what came of it. */
  async function ask(message: FromWidget): Promise<ToWidgetReply | null> {
    if (store.get().busy) return null;
    change({ busy: true, trouble: null });
    const reply = await ports.request(message);
    const trouble = reply === null ? "offline" : reply.ok ? null : reply.code;
    change({ busy: false, trouble });
    return reply;
  }

  return {
    store,
    follow(entry, attending) {
      const known = store.get().capture;
      if (entry === null) {
        if (known === null) return;
        hangUp();
        ports.lock.release();
        ports.phone.set(null);
        return store.set(emptyDesk);
      }
      if (entry.key !== known) {
        hangUp();
        deadline = entry.capture.deadline;
        const place = ports.phone.get() === entry.key ? "phone" : "asking";
        store.set({ ...emptyDesk, capture: entry.key, place, attempt: store.get().attempt });
      }
      if (attending && entry.ready && store.get().place === "asking") {
        change({ place: "taking" });
        void take(entry.key, false);
      }
      if (entry.capture.deadline !== deadline) {
        deadline = entry.capture.deadline;
        const message: ToFrame = { type: "deadline" };
        channel?.post(message);
      }
    },
    frameLoaded(frame, collectorOrigin) {
      channel?.close();
      channel = ports.openChannel(frame, collectorOrigin, heard);
    },
    retry: mount,
    continueHere() {
      const { capture } = store.get();
      if (capture === null) return;
      ports.phone.set(null);
      change({ place: "taking", link: null, trouble: null });
      void take(capture, true);
    },
    async usePhone() {
      const { capture } = store.get();
      if (capture === null) return;
      const { parentOrigin } = ports;
      const reply = await ask({ type: "capture.ticket", capture, way: "link", parentOrigin });
      if (!reply?.ok || reply.status !== "ticket") return;
      ports.phone.set(capture);
      unmount("phone");
      change({ link: { url: reply.url, expires: reply.expires } });
    },
    async decline() {
      const { capture } = store.get();
      if (capture !== null) await ask({ type: "capture.decline", capture });
    },
    async moreTime() {
      const { capture } = store.get();
      if (capture !== null) await ask({ type: "capture.more-time", capture });
    },
  };
}
