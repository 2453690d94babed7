import type { FromWidget, RefusalCode, ToWidgetReply } from "@aside/protocol";
import type { Clock } from "./clock.ts";
import { createStore, type Store } from "./store.ts";

/**
 * `held`: dropped because a capture was on; its text is gone. `stray`: found to hold a card number when its turn came,
 * so it was not sent. `refused`: the gateway will not take it.
 */
export type Pending = {
  id: string;
  text: string;
  cleared: boolean;
  at: number;
  /** The last seq that this tab had then. */
  after: number;
  state: "queued" | "sending" | "held" | "stray" | "refused";
  code: RefusalCode | null;
};

type Taken = Extract<ToWidgetReply, { ok: true; status: "accepted" | "cut" }>;

export type OutboxPorts = {
  send(message: FromWidget): Promise<ToWidgetReply | null>;
  /** Whether a text may go out as it is. */
  clean(text: string): boolean;
  /** The last seq that this tab has. */
  seen(): number;
  onTaken(pending: Pending, reply: Taken): void;
  onStray(pending: Pending): void;
  clock: Clock;
};

export type Outbox = {
  store: Store<readonly Pending[]>;
  add(message: { id: string; text: string; cleared: boolean }): void;
  /** Whether messages may go out now. */
  setOpen(open: boolean): void;
  /** A capture is or was on: what waits is dropped, text and all. What is on its way gets its own answer. */
  dropWaiting(): void;
  /** It is in the journal, or the customer took it back. */
  remove(id: string): void;
  /** The customer decided about a text that was stopped here: its line is gone with that. */
  removeStray(text: string): void;
  retry(id: string): void;
  /** A new conversation begins: what the last one had no room for goes out in it; what became of its other lines is no longer shown. */
  moveOn(): void;
};

const TRY_AGAIN_MS = 2_000;

export function hadNoRoom({ code }: Pick<Pending, "code">): boolean {
  return code === "conversation_full";
}

/** Messages on their way out, in order, one at a time; in memory only. Each is screened at the moment it goes. */
export function createOutbox(ports: OutboxPorts): Outbox {
  const store = createStore<readonly Pending[]>([]);
  let open = false;
  let busy = false;
  let callOff = () => {};

  function update(id: string, change: Partial<Pending>) {
    store.set(store.get().map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  async function flush() {
    if (busy) return;
    busy = true;
    try {
      for (let next = first(); open && next; next = first()) {
        if (!(await sendOne(next))) break;
      }
    } finally {
      busy = false;
    }
  }

  function first() {
    return store.get().find((one) => one.state === "queued");
  }

  /** Answers whether the next one may follow. */
  async function sendOne(pending: Pending): Promise<boolean> {
    if (!pending.cleared && !ports.clean(pending.text)) {
      update(pending.id, { state: "stray" });
      ports.onStray(pending);
      return true;
    }
    update(pending.id, { state: "sending" });
    const reply = await ports.send({
      type: "message",
      id: pending.id,
      text: pending.text,
      ...(pending.cleared ? { cleared: true } : {}),
      after: pending.after,
    });
    return settle(pending, reply);
  }

  function settle(pending: Pending, reply: ToWidgetReply | null): boolean {
    if (reply?.ok && (reply.status === "accepted" || reply.status === "cut")) {
      remove(pending.id);
      ports.onTaken(pending, reply);
      return true;
    }
    // Its echo came in a backlog: it is in the journal, whatever this answer says.
    if (!store.get().some(({ id }) => id === pending.id)) return true;
    if (reply === null) return later(pending.id);
    if (!reply.ok) {
      if (reply.code === "capture_running") return hold(pending.id);
      if (reply.code === "too_many" || reply.code === "unavailable") return later(pending.id);
      update(pending.id, { state: "refused", code: reply.code });
      return true;
    }
    return hold(pending.id);
  }

  function hold(id: string): boolean {
    update(id, { state: "held", text: "" });
    return true;
  }

  /** No answer is no proof that it did not arrive: the same id goes out again, and the journal knows it. */
  function later(id: string): boolean {
    update(id, { state: "queued" });
    callOff();
    callOff = ports.clock.after(TRY_AGAIN_MS, () => void flush());
    return false;
  }

  function remove(id: string) {
    store.set(store.get().filter((one) => one.id !== id));
  }

  return {
    store,
    add({ id, text, cleared }) {
      const at = ports.clock.now();
      const after = ports.seen();
      store.set([...store.get(), { id, text, cleared, at, after, state: "queued", code: null }]);
      void flush();
    },
    setOpen(next) {
      open = next;
      if (open) void flush();
    },
    dropWaiting() {
      for (const { id, state } of store.get()) if (state === "queued") hold(id);
    },
    remove,
    removeStray(text) {
      for (const one of store.get()) if (one.state === "stray" && one.text === text) remove(one.id);
    },
    retry(id) {
      update(id, { state: "queued", code: null, after: ports.seen() });
      void flush();
    },
    moveOn() {
      store.set(
        store
          .get()
          .map((one) => (hadNoRoom(one) ? { ...one, state: "queued" as const, code: null } : one))
          .filter(({ state }) => state === "queued" || state === "sending")
          .map((one) => ({ ...one, after: ports.seen() })),
      );
    },
  };
}
