import type { Turn } from "../transcript.ts";
import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";
import { jsonEscaped } from "./json-escaped.ts";

/**
 * Plain JSONL with annotations: `{"id","startedAt","turns":[{"speaker","at","text","spans":[{"start","end","type","source"}]}]}`
 * a line. Offsets are UTF-16 code units into `text` and point at the defaults; times are ISO 8601.
 */
export const jsonl = textFormat({
  contentType: "application/x-ndjson",
  extension: "jsonl",
  conversation: ({ conversation, startedAt, turns }) => {
    const line = ['{"id":"', jsonEscaped(conversation), '","startedAt":"', isoTime(startedAt)];
    let between = '","turns":[{';
    for (const { speaker, at, text, spans } of turns) {
      line.push(between, SPEAKERS[speaker], isoTime(at), '","text":"', jsonEscaped(text));
      line.push('","spans":[');
      if (spans.length > 0) line.push(spans.map(spanOf).join(","));
      between = "]},{";
    }
    line.push(turns.length === 0 ? '","turns":[]}\n' : "]}]}\n");
    return line.join("");
  },
});

const SPEAKERS = {
  customer: '"speaker":"customer","at":"',
  agent: '"speaker":"agent","at":"',
} as const;

function spanOf({ start, end, type, source }: Turn["spans"][number]): string {
  return `{"start":${start},"end":${end},"type":"${jsonEscaped(type)}","source":"${source}"}`;
}
