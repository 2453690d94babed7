import { createHash } from "node:crypto";
import { DEFAULTS } from "@aside/anonymizer";
import { detectMessage } from "@aside/detection";
import type { ExportFormat } from "@aside/protocol";
import { describe, expect, test } from "vitest";
import { exportConversations } from "./export-conversations.ts";
import { conversation, CONVERSATION } from "./journal.fixture.ts";
import type { DetectTurns } from "./redact.ts";

const detect: DetectTurns = (turns) => turns.map(({ text }) => detectMessage(text));

async function exported(format: ExportFormat) {
  const { body, manifest } = exportConversations(one(), {
    format,
    detect,
    defaults: DEFAULTS,
    policy: "p1",
    detectors: "d1",
  });
  let file = "";
  for await (const piece of body) file += piece;
  return { file, manifest: manifest() };
}

async function* one() {
  yield { id: CONVERSATION, events: conversation() };
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

test("the manifest counts by class and its digest is of the bytes that were given", async () => {
  const { file, manifest } = await exported("jsonl");
  expect(manifest).toEqual({
    format: "jsonl",
    conversations: 1,
    messages: 5,
    replaced: { CARD_NUMBER: 2, "card.pan": 1, "card.holder": 1, "card.exp": 1, "card.cvv": 1 },
    policy: "p1",
    detectors: "d1",
    digest: `sha256:${createHash("sha256").update(file).digest("hex")}`,
  });
});

test.each(["openai", "sharegpt", "jsonl", "csv", "text"] as const)(
  "[EXP1] %s holds no typed card, no token, nothing held",
  async (format) => {
    const { file } = await exported(format);
    for (const secret of ["5555 5555 5555 4444", "4444", "tok_", "msg_9", "1111 •", "Visa"])
      expect(file).not.toContain(secret);
  },
);
