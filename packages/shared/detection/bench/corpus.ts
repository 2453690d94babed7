import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const span = z.object({
  start: z.int(),
  end: z.int(),
  type: z.string(),
  form: z.string().optional(),
});
const turn = z.object({ speaker: z.string(), text: z.string(), spans: z.array(span) });
const dialogue = z.object({ id: z.string(), turns: z.array(turn), focus: z.string().optional() });

export type GoldSpan = z.infer<typeof span>;
export type Dialogue = z.infer<typeof dialogue>;

/** Files whose messages are chat; the others are scored apart: speech, tweets, unit tests of a recogniser. */
const APART = new Set(["evi_spoken", "wnut17", "presidio_unit"]);

export interface Corpus {
  name: string;
  apart: boolean;
  dialogues: Dialogue[];
}

/** Every `*.jsonl` of a folder: one dialogue a line, `{ id, turns: [{ speaker, text, spans }] }`. */
export function readCorpora(folder: string): Corpus[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => file.slice(0, -".jsonl".length))
    .map((name) => ({
      name,
      apart: APART.has(name),
      dialogues: readFileSync(join(folder, `${name}.jsonl`), "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => dialogue.parse(JSON.parse(line))),
    }));
}
