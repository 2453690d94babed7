import { textFormat } from "./format.ts";
import { isoTime } from "./iso-time.ts";

/**
 * CSV (RFC 4180): a header, then a row a turn. A text that a spreadsheet would run as a formula, also behind spaces or in full-width signs, is led
 * by an apostrophe (OWASP, "CSV injection"); so is what would begin a cell in a program that parts cells at `;` or a tab, as
 * Excel does in most of Europe: there, quotes in the middle of a line hold nothing together.
 */
export const csv = textFormat({
  contentType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  head: "conversation,turn,at,speaker,text,types\r\n",
  conversation: ({ conversation, turns }) => {
    const id = quoted(conversation);
    const rows: string[] = [];
    let row = 0;
    for (const { speaker, at, text, spans } of turns) {
      row += 1;
      rows.push(id, ",", String(row), ",", isoTime(at), SPEAKERS[speaker], quoted(inert(text)));
      if (spans.length === 0) rows.push(",\r\n");
      else rows.push(",", quoted(spans.map(({ type }) => type).join(" ")), "\r\n");
    }
    return rows.join("");
  },
});

const SPEAKERS = { customer: ",customer,", agent: ",agent," } as const;

function inert(text: string): string {
  const begun = FORMULA.test(text) ? `'${text}` : text;
  return PARTED.test(begun) ? begun.replaceAll(PARTS, "$&'") : begun;
}

const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
const PARTED = /[;\t\r\n]/;
/** Not the smiley `;-)`. */
const PARTS = /[;\t\r\n][^\S\t\r\n]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20](?!\)))/g;

function quoted(field: string): string {
  return QUOTED.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

const QUOTED = /[",;\t\r\n]/;
