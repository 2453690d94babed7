import { textFormat } from "./format.ts";

/** For reading: a heading with the id and the start, then a line a turn with its time (UTC). */
export const text = textFormat({
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  conversation: ({ conversation, startedAt, turns }) =>
    [
      `${conversation}, ${new Date(startedAt).toISOString()}`,
      ...turns.map(
        (turn) =>
          `${new Date(turn.at).toISOString().slice(11, 19)}  ${turn.speaker.padEnd(8)}  ${turn.text.replaceAll(BREAK, "\n                    ")}`,
      ),
      "",
      "",
    ].join("\n"),
});

/** Whatever begins a line for a reader, or a terminal, and would let a text pass for a turn of somebody else. */
const BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
