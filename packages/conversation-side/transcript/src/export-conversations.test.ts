import { createHash } from "node:crypto";
import { DEFAULTS, type Defaults } from "@aside/anonymizer";
import type { ExportFormat, ExportMode } from "@aside/protocol";
import type { JournaledEvent } from "@aside/session";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { exportConversations } from "./export-conversations.ts";
import { conversation, CONVERSATION, said } from "./journal.fixture.ts";
import { detectTurns } from "./mark/detect-turns.ts";
import { marksOf } from "./mark/marks.ts";
import { createJudge } from "./risk/judge.ts";

interface Wish {
  readonly mode?: ExportMode;
  readonly key?: number;
  readonly k?: number;
  readonly defaults?: Defaults;
}

async function exported(
  format: ExportFormat,
  { mode = "defaults", key = 1, k = 1, defaults = DEFAULTS }: Wish = {},
  journals: readonly (readonly JournaledEvent[])[] = [conversation()],
) {
  const judge = createJudge(k);
  const marked = journals.map((events, index) => ({
    id: index === 0 ? CONVERSATION : `cnv_${String(index).padStart(26, "0")}`,
    ...marksOf(CONVERSATION, events, detectTurns(), defaults),
  }));
  for (const { facts } of marked) judge.add(facts);
  const rules = { format, mode, key: new Uint8Array(32).fill(key), defaults, judge };
  const { body, counts } = exportConversations(each(marked), rules);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return { bytes, file: bytes.toString("utf8"), counts: counts() };
}

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

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
