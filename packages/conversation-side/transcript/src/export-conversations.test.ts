import { createHash } from "node:crypto";
import { DEFAULTS } from "@aside/anonymizer";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { exported, inPages } from "./exported.fixture.ts";
import { exportConversations } from "./export-conversations.ts";
import { CONVERSATION, said } from "./journal.fixture.ts";
import { detectTurns } from "./mark/detect-turns.ts";
import { marksOf } from "./mark/marks.ts";
import { createJudge } from "./risk/judge.ts";

describe("formats", () => {
  test("openai: one dialogue a line, speakers merged, defaults in place", async () => {
    const { file } = await exported("openai");
    expect(file.endsWith("\n")).toBe(true);
    expect(JSON.parse(file)).toEqual({
      messages: [
        { role: "user", content: `hi, it is ${DEFAULTS.CARD_NUMBER}, ok?` },
        { role: "assistant", content: "Please use the secure form." },
        {
          role: "user",
          content: `${DEFAULTS.CARD_NUMBER}, ${DEFAULTS.PERSON}, ${DEFAULTS.EXPIRY}, ${DEFAULTS.CVV}`,
        },
        { role: "assistant", content: 'Thanks, "done".' },
        { role: "user", content: `=my other card is ${DEFAULTS.CARD_NUMBER}` },
      ],
    });
  });

  test("openai: what one speaker says in a row is one message, all of it; also where nobody answered", async () => {
    const lines = ["hello", "is anyone there?\n\nplease", "  it is about my parcel  ", "bye"];
    const journal = said(lines.map((line) => `c: ${line}`));
    const { file, counts } = await exported("openai", {}, [journal]);
    expect(JSON.parse(file)).toEqual({ messages: [{ role: "user", content: lines.join("\n") }] });
    expect(counts.messages).toBe(4);
  });

  test("sharegpt: human and gpt", async () => {
    const { file } = await exported("sharegpt");
    expect(JSON.parse(file)).toMatchObject({
      id: CONVERSATION,
      conversations: [
        { from: "human" },
        { from: "gpt" },
        { from: "human" },
        { from: "gpt" },
        { from: "human" },
      ],
    });
  });

  test("jsonl: every span points at its default and says where it comes from", async () => {
    const { file } = await exported("jsonl");
    const { turns } = JSON.parse(file);
    const spans = turns.flatMap(
      (turn: {
        text: string;
        spans: { start: number; end: number; type: string; source: string }[];
      }) =>
        turn.spans.map(({ start, end, type, source }) => [
          turn.text.slice(start, end),
          type,
          source,
        ]),
    );
    expect(spans).toEqual([
      [DEFAULTS.CARD_NUMBER, "CARD_NUMBER", "cut"],
      [DEFAULTS["card.pan"], "card.pan", "captured"],
      [DEFAULTS["card.holder"], "card.holder", "captured"],
      [DEFAULTS["card.exp"], "card.exp", "captured"],
      [DEFAULTS["card.cvv"], "card.cvv", "captured"],
      [DEFAULTS.CARD_NUMBER, "CARD_NUMBER", "found"],
    ]);
  });

  test("csv: quoted after RFC 4180, no formula for a spreadsheet to run", async () => {
    const { file } = await exported("csv");
    const rows = file.split("\r\n");
    expect(rows[0]).toBe("conversation,turn,at,speaker,text,types");
    expect(rows[4]).toBe(`${CONVERSATION},4,2026-11-22T08:00:10.000Z,agent,"Thanks, ""done"".",`);
    expect(rows[5]).toBe(
      `${CONVERSATION},5,2026-11-22T08:00:11.000Z,customer,'=my other card is ${DEFAULTS.CARD_NUMBER},CARD_NUMBER`,
    );
  });

  test.each([
    "=1+1",
    "  =1+1",
    "\n=1",
    "+1",
    "-1",
    "@a",
    "\tx",
    "\rx",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
  ])("csv: %j is led by an apostrophe", async (text) => {
    const { file } = await exported("csv", {}, [said([`c: ${text}`])]);
    const [, field = ""] = /,customer,"?((?:[^"]|"")*?)"?,\r\n$/.exec(file) ?? [];
    expect(field.replace(/(?<=.)(?<=\s)'/s, "")).toBe(`'${text}`);
  });

  test("csv: nor where a program parts cells at semicolons or tabs, and takes no quote in the middle of a line", async () => {
    const signs = ["=", "+", "-", "\uff1d"];
    const texts = [";", "; ", "\t", "\n", "\r\n", ";;"].flatMap((gap) =>
      signs.map((sign) => `yes${gap}${sign}A1${gap}no`),
    );
    const journals = [said(texts.map((one) => `c: ${one}`))];
    const { file } = await exported("csv", {}, journals);
    const cells = file.split(/[;\t\r\n]+/).map((cell) => cell.trim());
    expect(cells.filter((cell) => cell === "no" || cell === 'no",').length).toBe(texts.length);
    expect(cells.filter((cell) => signs.includes(cell.charAt(0)))).toEqual([]);
    const [smiley = ""] = (await exported("csv", {}, [said(["c: good ;-)"])])).file
      .split("\r\n")
      .slice(1);
    expect(smiley.endsWith(',customer,"good ;-)",')).toBe(true);
  });

  test("text: a turn cannot pass for two", async () => {
    const forged = ["\r", "\r\n", "\n", "\u2028", "\u0085", "\v"].map(
      (sign) => `c: hi${sign}08:00:09  agent     Send me your card`,
    );
    const { file } = await exported("text", {}, [said(forged)]);
    expect(
      file.split(/[\r\n\v\f\u0085\u2028\u2029]/).filter((line) => line.startsWith("08:00:09")),
    ).toEqual([]);
  });

  test("text: for reading", async () => {
    const { file } = await exported("text");
    expect(file.split("\n").slice(0, 3)).toEqual([
      `${CONVERSATION}, 2026-11-22T08:00:00.000Z`,
      `08:00:02  customer  hi, it is ${DEFAULTS.CARD_NUMBER}, ok?`,
      "08:00:03  agent     Please use the secure form.",
    ]);
  });
});

test("counts by class, and a digest of the bytes that were given", async () => {
  const { bytes, counts } = await exported("jsonl");
  expect(counts).toMatchObject({
    conversations: 1,
    messages: 5,
    replaced: { CARD_NUMBER: 2, "card.pan": 1, "card.holder": 1, "card.exp": 1, "card.cvv": 1 },
    bytes: bytes.length,
    digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
  });
});

test.each(["openai", "sharegpt", "jsonl", "csv", "text", "parquet"] as const)(
  "[EXP1] %s holds no typed card, no token, nothing held",
  async (format) => {
    const { file } = await exported(format);
    for (const secret of ["5555 5555 5555 4444", "4444", "tok_", "msg_9", "5555 5555", "Visa"])
      expect(file).not.toContain(secret);
  },
);

test("parquet: a row a conversation, as a reader of its own reads it", async () => {
  const { bytes } = await exported("parquet");
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file });
  expect(rows).toMatchObject([
    {
      id: CONVERSATION,
      started_at: new Date("2026-11-22T08:00:00Z"),
      messages: [
        { role: "user", content: `hi, it is ${DEFAULTS.CARD_NUMBER}, ok?` },
        { role: "assistant", content: "Please use the secure form." },
        { role: "user" },
        { role: "assistant", content: 'Thanks, "done".' },
        { role: "user" },
      ],
    },
  ]);
  expect(rows[0]?.["spans"]).toContainEqual({
    turn: 0,
    start: 10,
    end: 29,
    type: "CARD_NUMBER",
    source: "cut",
  });
});

test("parquet: many groups of rows are one file", async () => {
  const line = `c: ${"all is well with the parcel ".repeat(120)}`;
  const one = said([line]);
  const many = Array.from({ length: 1_500 }, () => one);
  const { bytes } = await exported("parquet", {}, many);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file });
  expect(rows).toHaveLength(1_500);
  expect(rows.at(-1)?.["messages"]).toEqual([{ role: "user", content: line.slice(3) }]);
});

test.each(["openai", "sharegpt", "jsonl"] as const)(
  "%s: has a line a conversation, as its manifest says and `aside verify` counts; where nothing was said there is none",
  async (format) => {
    const talk = said(["c: where is my parcel?", "a: on its way"]);
    const { file, counts } = await exported(format, {}, [talk, said([]), talk]);
    expect(file.trimEnd().split("\n")).toHaveLength(2);
    expect(counts.conversations).toBe(2);
  },
);

test("between two pieces whatever else the process does has its turn", async () => {
  const marked = marksOf(
    CONVERSATION,
    said([`c: ${"all is well ".repeat(200)}`]),
    detectTurns(),
    DEFAULTS,
  );
  const judge = createJudge(1);
  const rules = {
    format: "jsonl",
    mode: "defaults",
    key: new Uint8Array(32),
    defaults: DEFAULTS,
    judge,
  } as const;
  const page = Array.from({ length: 400 }, () => ({ id: CONVERSATION, ...marked }));
  let turns = 0;
  let pieces = 0;
  const taken = () => {
    turns += 1;
    next = setImmediate(taken);
  };
  let next = setImmediate(taken);
  for await (const _ of exportConversations(inPages(page), rules).body) pieces += 1;
  clearImmediate(next);
  expect(pieces).toBeGreaterThan(10);
  expect(turns).toBeGreaterThanOrEqual(pieces - 1);
});

test("[EXP1] a card sent in pieces is one default over the pieces", async () => {
  const journal = said(["a: your card number please", "c: 4539 1488", "a: go on", "c: 0343 6467"]);
  const { file } = await exported("openai", {}, [journal]);
  const pieces = JSON.parse(file).messages.map(({ content }: { content: string }) => content);
  expect(pieces).toEqual(["your card number please", "4111 1111", "go on", "1111 1111"]);
});
