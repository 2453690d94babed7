import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";

/** For reading: a heading with the id and the start, then a line a turn with its time (UTC). */
export const text = textFormat({
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  conversation: ({ conversation, startedAt, turns }) => {
    const lines = [conversation, ", ", isoTime(startedAt), "\n"];
    for (const { speaker, at, text: said } of turns)
      lines.push(isoTime(at).slice(11, 19), SPEAKERS[speaker], indented(said), "\n");
    lines.push("\n");
    return lines.join("");
  },
});

const SPEAKERS = { customer: "  customer  ", agent: "  agent     " } as const;

function indented(said: string): string {
  return BREAK.test(said) ? said.replaceAll(BREAKS, "\n                    ") : said;
}

/** Whatever begins a line for a reader, or a terminal, and would let a text pass for a turn of somebody else. */
const BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;
const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
