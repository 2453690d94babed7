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
          `${new Date(turn.at).toISOString().slice(11, 19)}  ${turn.speaker.padEnd(8)}  ${turn.text.replaceAll("\n", "\n                    ")}`,
      ),
      "",
      "",
    ].join("\n"),
});
