import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import * as z from "zod";

const MAX_TEXT = 4_000;

/** One dialogue of a `.jsonl` file: `{"id", "turns": [{"speaker": "customer" | "agent", "text"}]}`; other keys are ignored. */
const dialogue = z.object({
  id: z.string(),
  turns: z.array(
    z.object({
      speaker: z.enum(["customer", "agent"]),
      text: z.string().transform((text) => text.slice(0, MAX_TEXT)),
    }),
  ),
});

export type Dialogue = z.infer<typeof dialogue>;

/** @throws Error naming file and line where a line is not a dialogue */
export async function* readDialogues(file: string, most: number): AsyncGenerator<Dialogue> {
  let line = 0;
  let given = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    line += 1;
    if (given >= most) return;
    if (text.trim() === "") continue;
    const parsed = dialogue.safeParse(JSON.parse(text));
    if (!parsed.success)
      throw new Error(
        `${file}:${line} is not a dialogue: ${parsed.error.issues[0]?.message ?? ""}`,
      );
    given += 1;
    yield { ...parsed.data, turns: parsed.data.turns.filter((turn) => turn.text.trim() !== "") };
  }
}
