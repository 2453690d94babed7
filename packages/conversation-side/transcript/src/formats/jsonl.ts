import { textFormat } from "./format.ts";

/**
 * Plain JSONL with annotations: `{"id","startedAt","turns":[{"speaker","at","text","spans":[{"start","end","type","source"}]}]}`
 * a line. Offsets are UTF-16 code units into `text` and point at the defaults; times are ISO 8601.
 */
export const jsonl = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ conversation, startedAt, turns }) =>
    `${JSON.stringify({
      id: conversation,
      startedAt: new Date(startedAt).toISOString(),
      turns: turns.map(({ speaker, at, text, spans }) => ({
        speaker,
        at: new Date(at).toISOString(),
        text,
        spans: spans.map(({ start, end, type, source }) => ({ start, end, type, source })),
      })),
    })}\n`,
});
