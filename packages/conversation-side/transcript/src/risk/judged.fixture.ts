import { DEFAULTS } from "@aside/anonymizer";
import { said } from "../journal.fixture.ts";
import { detectTurns } from "../mark/detect-turns.ts";
import { marksOf } from "../mark/marks.ts";
import { previewConversation } from "../preview-conversation.ts";
import { createJudge } from "./judge.ts";

/** A conversation of lines as {@link said} takes them. */
export function marked(lines: readonly string[]) {
  const id = `cnv_${"0".repeat(26)}`;
  return { id, ...marksOf(id, said(lines), detectTurns(), DEFAULTS) };
}

/** What an export by defaults makes of these conversations, and its report. */
export function judged(conversations: readonly ReturnType<typeof marked>[], k: number) {
  const judge = createJudge(k);
  for (const { facts } of conversations) judge.add(facts);
  const released = conversations.map((one) => {
    judge.judge(one.facts);
    const rules = {
      format: "jsonl",
      mode: "defaults",
      key: new Uint8Array(32),
      defaults: DEFAULTS,
      judge,
    } as const;
    const { preview } = previewConversation(one, rules);
    return { ...preview, said: preview.turns.map(({ exported }) => exported.text) };
  });
  return { released, report: judge.report() };
}
