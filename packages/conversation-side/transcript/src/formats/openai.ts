import { textFormat } from "./format.ts";
import { jsonEscaped } from "./json-escaped.ts";

/**
 * Chat fine-tuning JSONL: `{"messages":[{"role":"user","content":"…"},{"role":"assistant","content":"…"}]}` a line,
 * customer as `user`, agent as `assistant`. Consecutive turns of one speaker become one message, a line each: many chat
 * templates want the roles in turn. A dialogue is whole, so it may end with the customer, or have no answer at all; what
 * trains on answers leaves such an end out.
 * https://platform.openai.com/docs/guides/supervised-fine-tuning
 */
export const openai = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ turns }) => {
    if (turns.length === 0) return "";
    const line: string[] = [];
    let before = "";
    for (const { speaker, text } of turns) {
      if (speaker === before) line.push("\\n");
      else line.push(before === "" ? '{"messages":[{' : '"},{', ROLES[speaker]);
      line.push(jsonEscaped(text));
      before = speaker;
    }
    line.push('"}]}\n');
    return line.join("");
  },
});

const ROLES = {
  customer: '"role":"user","content":"',
  agent: '"role":"assistant","content":"',
} as const;
