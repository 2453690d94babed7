import { DEFAULTS } from "@aside/anonymizer";
import { expect, test } from "vitest";
import { TranscriptError } from "./errors.ts";
import { conversation, CONVERSATION, said } from "./journal.fixture.ts";
import { detectTurns } from "./mark/detect-turns.ts";
import { marksOf } from "./mark/marks.ts";
import { marksSchema } from "./mark/marks-schema.ts";
import { markedTurns } from "./marked-turns.ts";
import { transcriptOf } from "./transcript.ts";

const asSaid = { level: 0, moved: false } as const;
const marked = (events = conversation()) => marksOf(CONVERSATION, events, detectTurns(), DEFAULTS);

test("who spoke, when and what is as it was before it was marked, also through the database", () => {
  const { marks, texts } = marked();
  const stored = marksSchema.parse(JSON.parse(JSON.stringify(marks)));
  const bare = ({ speaker, at, text }: ReturnType<typeof markedTurns>[number]) => ({
    speaker,
    at,
    text,
  });
  expect(markedTurns(stored, texts, asSaid).map(bare)).toEqual(
    transcriptOf(CONVERSATION, conversation()).turns.map(bare),
  );
});

test("[EXP1] texts that are not the marked ones are not released: a span would meet another text", () => {
  const { marks, texts } = marked(said(["c: I am Ann Lee", "a: hello Ann", "c: bye"]));
  for (const others of [texts.slice(1), texts.slice(0, -1), [...texts, "more"], []])
    expect(() => markedTurns(marks, others, asSaid)).toThrow(new TranscriptError("marks_misfit"));
});

test("marks of another form are refused", () => {
  const { marks } = marked();
  const spoilt = [
    { ...marks, spans: marks.spans.slice(1) },
    { ...marks, quasi: [1, 2, 3] },
    { ...marks, speakers: `${marks.speakers}c` },
    { ...marks, speakers: marks.speakers.replace("a", "x") },
    { ...marks, text: "of a turn" },
  ];
  for (const one of spoilt) expect(marksSchema.safeParse(one).success).toBe(false);
});

test("[EXP1] marks and facts hold no word of what was said", () => {
  const spoken = "I'm a nurse, I work at Mercy Hospital in Boston, my name is Johanna Whitfield";
  const { marks, facts } = marked(said([`c: ${spoken}`, "a: thank you"]));
  expect(facts.quasi).toMatchObject({ "quasi.city": 1, "quasi.occupation": 1 });
  expect(JSON.stringify([marks, facts])).not.toMatch(/nurse|mercy|boston|massach|johanna|whitf/i);
});
