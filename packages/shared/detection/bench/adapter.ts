import { createInlineDetector } from "../src/inline.ts";
import { createConversationDetector } from "../src/conversation/detector.ts";
const make = (name, create) => {
  let detector = create();
  return {
    name,
    reset() {
      detector = create();
    },
    detect(text, ctx) {
      const r = detector.add({ speaker: ctx.speaker, text });
      return [...r.findings, ...r.retroactive.map(({ turn, finding }) => ({ ...finding, turn }))];
    },
  };
};
export const adapters = [
  make("aside-inline", () => createInlineDetector()),
  make("aside-export", () => createConversationDetector({ profile: "export" })),
];
