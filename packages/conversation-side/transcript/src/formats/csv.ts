import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";

/**
 * CSV (RFC 4180): a header, then a row a turn. A text that a spreadsheet would run as a formula, also behind spaces or in full-width signs, is led
 * by an apostrophe (OWASP, "CSV injection").
 */
export const csv = textFormat({
  contentType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  head: "conversation,turn,at,speaker,text,types\r\n",
  conversation: ({ conversation, turns }) => {
    const id = quoted(conversation);
    let rows = "";
    let row = 0;
    for (const { speaker, at, text, spans } of turns) {
      row += 1;
      const types = spans.length === 0 ? "" : quoted(spans.map(({ type }) => type).join(" "));
      rows += `${id},${row},${isoTime(at)},${speaker},${quoted(inert(text))},${types}\r\n`;
    }
    return rows;
  },
});

function inert(text: string): string {
  return /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
