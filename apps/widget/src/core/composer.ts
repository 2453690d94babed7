import type { FromWidget, RefusalCode, ToWidgetReply } from "@aside/protocol";
import { createStore, type Store } from "./store.ts";
import { withoutSpans, type FindCards } from "./stray.ts";

/**
 * What the customer is asked about: a text that looks as if it held a card number. `draft`: they were about to send it;
 * `pasted`: it was put into the composer; `sent`: the gateway, or the outbox, noticed it.
 */
export type Offer = {
  from: "draft" | "pasted" | "sent";
  text: string;
  /** Why "send safely" did not work, `offline` where no answer came. */
  trouble: RefusalCode | "offline" | null;
};

export type ComposerState = { draft: string; offer: Offer | null; asking: boolean };

export type ComposerPorts = {
  findCards: FindCards;
  send(text: string, cleared: boolean): void;
  typing(): void;
  request(message: FromWidget): Promise<ToWidgetReply | null>;
};

export type Composer = {
  store: Store<ComposerState>;
  write(draft: string): void;
  /** After a paste: `draft` is what the composer holds then. */
  paste(draft: string): void;
  submit(): void;
  offerFor(text: string): void;
  sendSafely(): Promise<void>;
  somethingElse(): void;
  dismiss(): void;
};

/** The composer: what is written, and the stop before a card number leaves the browser. */
export function createComposer(ports: ComposerPorts): Composer {
  const store = createStore<ComposerState>({ draft: "", offer: null, asking: false });
  /** What the customer said is no card number: asked once is enough. */
  const cleared = new Set<string>();

  function change(next: Partial<ComposerState>) {
    store.set({ ...store.get(), ...next });
  }

  function suspects(text: string): string[] {
    return ports.findCards(text).map(({ start, end }) => text.slice(start, end));
  }

  function unclear(text: string): boolean {
    return suspects(text).some((suspect) => !cleared.has(suspect));
  }

  function clear(text: string) {
    for (const suspect of suspects(text)) cleared.add(suspect);
  }

  function send(text: string) {
    ports.send(text, suspects(text).length > 0);
  }

  return {
    store,
    write(draft) {
      change({ draft, ...(store.get().offer?.from === "sent" ? {} : { offer: null }) });
      if (draft.trim() !== "") ports.typing();
    },
    paste(draft) {
      change({ draft });
      if (unclear(draft)) change({ offer: { from: "pasted", text: draft, trouble: null } });
    },
    submit() {
      const text = store.get().draft.trim();
      if (text === "") return;
      if (unclear(text)) return change({ offer: { from: "draft", text, trouble: null } });
      change({ draft: "", offer: null });
      send(text);
    },
    offerFor(text) {
      change({ offer: { from: "sent", text, trouble: null } });
    },
    async sendSafely() {
      const { offer, draft, asking } = store.get();
      if (!offer || asking) return;
      const rest = offer.from === "sent" ? draft : withoutSpans(draft, ports.findCards(draft));
      change({ asking: true, draft: rest });
      const reply = await ports.request({ type: "capture.request", template: "card" });
      const trouble = reply === null ? "offline" : reply.ok ? null : reply.code;
      change({ asking: false, offer: trouble ? { ...offer, trouble } : null });
    },
    somethingElse() {
      const { offer } = store.get();
      if (!offer) return;
      clear(offer.text);
      change({ offer: null });
      if (offer.from === "pasted") return;
      if (offer.from === "draft") change({ draft: "" });
      ports.send(offer.text, true);
    },
    dismiss: () => change({ offer: null }),
  };
}
