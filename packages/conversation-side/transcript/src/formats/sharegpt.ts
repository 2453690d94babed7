import { textFormat } from "./format.ts";

/** ShareGPT JSONL: `{"id":"…","conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}` a line. */
export const sharegpt = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ conversation, turns }) =>
    turns.length === 0
      ? ""
      : `${JSON.stringify({
          id: conversation,
          conversations: turns.map(({ speaker, text }) => ({
            from: speaker === "customer" ? "human" : "gpt",
            value: text,
          })),
        })}\n`,
});
