import { DEFAULTS, type Defaults } from "@aside/anonymizer";
import type { ExportFormat, ExportMode } from "@aside/protocol";
import type { JournaledEvent } from "@aside/session";
import { exportConversations } from "./export-conversations.ts";
import { conversation, CONVERSATION } from "./journal.fixture.ts";
import { detectTurns } from "./mark/detect-turns.ts";
import { marksOf } from "./mark/marks.ts";
import { createJudge } from "./risk/judge.ts";

interface Wish {
  readonly mode?: ExportMode;
  readonly key?: number;
  readonly k?: number;
  readonly defaults?: Defaults;
}

/** A whole export of these journals, with its counts. */
export async function exported(
  format: ExportFormat,
  { mode = "defaults", key = 1, k = 1, defaults = DEFAULTS }: Wish = {},
  journals: readonly (readonly JournaledEvent[])[] = [conversation()],
) {
  const judge = createJudge(k);
  const once = new Map(
    [...new Set(journals)].map((events) => [
      events,
      marksOf(CONVERSATION, events, detectTurns(), defaults),
    ]),
  );
  const marked = journals.flatMap((events, index) => {
    const id = index === 0 ? CONVERSATION : `cnv_${String(index).padStart(26, "0")}`;
    const one = once.get(events);
    return one === undefined ? [] : [{ id, ...one }];
  });
  for (const { facts } of marked) judge.add(facts);
  const rules = { format, mode, key: new Uint8Array(32).fill(key), defaults, judge };
  const { body, counts } = exportConversations(inPages(marked), rules);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return { bytes, file: bytes.toString("utf8"), counts: counts() };
}

/** Three at a time, and an empty page. */
export async function* inPages<T>(list: readonly T[]): AsyncGenerator<readonly T[]> {
  yield [];
  for (let at = 0; at < list.length; at += 3) yield list.slice(at, at + 3);
}
