import type { Turn } from "../transcript.ts";
import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";

/**
 * Plain JSONL with annotations: `{"id","startedAt","turns":[{"speaker","at","text","spans":[{"start","end","type","source"}]}]}`
 * a line. Offsets are UTF-16 code units into `text` and point at the defaults; times are ISO 8601.
 */
export const jsonl = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ conversation, startedAt, turns }) => {
    let line = `{"id":${JSON.stringify(conversation)},"startedAt":"${isoTime(startedAt)}","turns":[`;
    let first = true;
    for (const { speaker, at, text, spans } of turns) {
      line += `${first ? "" : ","}{"speaker":"${speaker}","at":"${isoTime(at)}","text":${JSON.stringify(text)},"spans":${spansOf(spans)}}`;
      first = false;
    }
    return `${line}]}\n`;
  },
});

function spansOf(spans: Turn["spans"]): string {
  return spans.length === 0
    ? "[]"
    : JSON.stringify(spans.map(({ start, end, type, source }) => ({ start, end, type, source })));
}
