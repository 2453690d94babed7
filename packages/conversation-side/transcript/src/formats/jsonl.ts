import type { Format } from "./format.ts";

/**
 * Plain JSONL with annotations: `{"id","startedAt","turns":[{"speaker","at","text","spans":[{"start","end","type","source"}]}]}`
 * a line. Offsets are UTF-16 code units into `text` and point at the defaults; times are ISO 8601.
 */
export const jsonl: Format = {
  contentType: "application/jsonl; charset=utf-8",
  extension: "jsonl",
  head: "",
  conversation: ({ conversation, startedAt, turns }) =>
    `${JSON.stringify({
      id: conversation,
      startedAt: new Date(startedAt).toISOString(),
      turns: turns.map(({ speaker, at, text, spans }) => ({
        speaker,
        at: new Date(at).toISOString(),
        text,
        spans,
      })),
    })}\n`,
};
