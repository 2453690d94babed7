import type { ConversationDetector } from "../src/index.ts";
import { createConversationDetector } from "../src/index.ts";
import { createInlineDetector } from "../src/inline.ts";
import type { PredictedSpan } from "./score.ts";

/** What a measuring script drives: `reset` at each new dialogue, then `detect` for each message in order. */
export interface Adapter {
  name: string;
  setup?(): Promise<void>;
  reset?(): void;
  detect(text: string, context: { speaker: string }): PredictedSpan[] | Promise<PredictedSpan[]>;
}

export const adapters: Adapter[] = [
  ours("aside-inline", () => createInlineDetector()),
  ours("aside-export", () => createConversationDetector({ profile: "export" })),
];

function ours(name: string, create: () => ConversationDetector): Adapter {
  let detector = create();
  return {
    name,
    reset() {
      detector = create();
    },
    detect(text, { speaker }) {
      const { findings, retroactive } = detector.add({ speaker, text });
      return [...findings, ...retroactive.map(({ turn, finding }) => ({ ...finding, turn }))];
    },
  };
}
