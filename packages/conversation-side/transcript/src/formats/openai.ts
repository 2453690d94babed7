import { textFormat } from "./format.ts";

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
    const messages: { role: "user" | "assistant"; content: string }[] = [];
    for (const { speaker, text } of turns) {
      const role = speaker === "customer" ? "user" : "assistant";
      const last = messages.at(-1);
      if (last?.role === role) last.content += `\n${text}`;
      else messages.push({ role, content: text });
    }
    return messages.length === 0 ? "" : `${JSON.stringify({ messages })}\n`;
  },
});
