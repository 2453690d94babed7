import {
  formFor,
  isMessage,
  MOST_PARTS,
  type FromWidget,
  type RefusalCode,
  type ToWidgetReply,
} from "@aside/protocol";
import { createStore, type Store } from "./store.ts";
import { withoutSpans, type Look } from "./stray.ts";

/**
 * What the customer is asked about: a text that looks as if it held what does not belong into the chat. `draft`: they were about to send it;
 * `pasted`: it was put into the composer; `queued`: it waited to be sent, and was noticed then; `piece`: only digits, maybe a part of a card number.
 */
export type Offer = {
  from: "draft" | "pasted" | "queued" | "piece";
  text: string;
  /** Of what was noticed. */
  types: readonly string[];
  /** Earlier messages that hold parts of it. */
  parts: readonly string[];
  /** Why "send safely" did not work, `offline` where no answer came. */
  trouble: RefusalCode | "offline" | null;
};

export type ComposerState = { draft: string; offer: Offer | null; asking: boolean };

export type ComposerPorts = {
  look: Look;
  send(text: string, cleared: boolean): void;
  typing(): void;
  /** The outbox's line of a text that it had stopped. */
  removeStray(text: string): void;
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
  /** A form has taken what is of its kind: that does not stay here, ready to be sent. Other words stay. */
  collected(template: string): void;
};

/** The composer: what is written, and the stop before what does not belong into the chat leaves the browser. */
export function createComposer(ports: ComposerPorts): Composer {
  const store = createStore<ComposerState>({ draft: "", offer: null, asking: false });
  /** What the customer said is something else: asked once is enough. */
  const cleared = new Set<string>();

  function change(next: Partial<ComposerState>) {
    store.set({ ...store.get(), ...next });
  }

  function suspects(text: string): string[] {
    return ports.look(text).spans.map(({ start, end }) => text.slice(start, end));
  }

  function unclear(text: string): boolean {
    return suspects(text).some((suspect) => !cleared.has(suspect));
  }

  function offer(from: Offer["from"], text: string) {
    const { spans, parts } = ports.look(text);
    const types = from === "piece" ? ["CARD_NUMBER"] : [...new Set(spans.map(({ type }) => type))];
    change({ offer: { from, text, types, parts, trouble: null } });
  }

  function clear(text: string) {
    for (const suspect of suspects(text)) cleared.add(suspect);
  }

  function send(text: string) {
    ports.send(text, suspects(text).length > 0);
  }

  function restOf({ from }: Offer, draft: string): string {
    if (from === "queued") return draft;
    return from === "piece" ? "" : withoutSpans(draft, ports.look(draft).spans);
  }

  return {
    store,
    write(draft) {
      change({ draft, ...(store.get().offer?.from === "queued" ? {} : { offer: null }) });
      if (isMessage(draft)) ports.typing();
    },
    paste(draft) {
      change({ draft });
      if (isMessage(draft) && unclear(draft)) offer("pasted", draft);
    },
    submit() {
      const text = store.get().draft.trim();
      if (!isMessage(text)) return;
      if (unclear(text)) return offer("draft", text);
      if (ports.look(text).piece) return offer("piece", text);
      change({ draft: "", offer: null });
      send(text);
    },
    offerFor(text) {
      offer("queued", text);
    },
    async sendSafely() {
      const { offer: asked, draft, asking } = store.get();
      if (!asked || asking) return;
      change({ asking: true, draft: restOf(asked, draft) });
      const template = formFor(asked.types) ?? "card";
      const parts = asked.parts.slice(-MOST_PARTS);
      const reply = await ports.request({
        type: "capture.request",
        template,
        ...(parts.length === 0 ? {} : { parts }),
      });
      const trouble = reply === null ? "offline" : reply.ok ? null : reply.code;
      change({ asking: false, offer: trouble ? { ...asked, trouble } : null });
      if (!trouble && asked.from === "queued") ports.removeStray(asked.text);
    },
    somethingElse() {
      const { offer: asked } = store.get();
      if (!asked) return;
      clear(asked.text);
      change({ offer: null });
      if (asked.from === "pasted") return;
      if (asked.from === "queued") ports.removeStray(asked.text);
      else change({ draft: "" });
      // A piece that is sent anyway is not said to be something else: the last one is still stopped.
      ports.send(asked.text, asked.from !== "piece");
    },
    dismiss: () => change({ offer: null }),
    collected(template) {
      const { draft, offer: asked } = store.get();
      const { spans, piece } = ports.look(draft);
      const taken = spans.filter(
        ({ start, end, type }) =>
          formFor([type]) === template && !cleared.has(draft.slice(start, end)),
      );
      if (taken.length > 0) change({ draft: withoutSpans(draft, taken) });
      else if (piece && template === "card") change({ draft: "" });
      if (asked && formFor(asked.types) === template) change({ offer: null });
    },
  };
}
