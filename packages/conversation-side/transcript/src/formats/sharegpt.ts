import { textFormat } from "./format.ts";
import { jsonEscaped } from "./json-escaped.ts";

/** ShareGPT JSONL: `{"id":"…","conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}` a line. */
export const sharegpt = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ conversation, turns }) => {
    if (turns.length === 0) return "";
    const line = ['{"id":"', jsonEscaped(conversation), '","conversations":['];
    let between = "{";
    for (const { speaker, text } of turns) {
      line.push(between, FROM[speaker], jsonEscaped(text), '"}');
      between = ",{";
    }
    line.push("]}\n");
    return line.join("");
  },
});

const FROM = {
  customer: '"from":"human","value":"',
  agent: '"from":"gpt","value":"',
} as const;
