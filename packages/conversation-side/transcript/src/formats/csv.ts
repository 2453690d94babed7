import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";

/**
 * CSV (RFC 4180): a header, then a row a turn. A text that a spreadsheet would run as a formula is led by an apostrophe
 * (OWASP, "CSV injection").
 */
export const csv = textFormat({
  contentType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  head: "conversation,turn,at,speaker,text,types\r\n",
  conversation: ({ conversation, turns }) =>
    turns
      .map(({ speaker, at, text, spans }, index) =>
        [
          conversation,
          String(index + 1),
          isoTime(at),
          speaker,
          inert(text),
          spans.map(({ type }) => type).join(" "),
        ]
          .map(quoted)
          .join(","),
      )
      .map((row) => `${row}\r\n`)
      .join(""),
});

function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
