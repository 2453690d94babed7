import { DEFAULTS } from "@aside/anonymizer";
import { exportFormat, type ExportFormat, type ExportMode } from "@aside/protocol";
import * as fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { encoded } from "./encoded.fixture.ts";
import { exportConversations } from "./export-conversations.ts";
import { CONVERSATION, said } from "./journal.fixture.ts";
import { detectTurns } from "./mark/detect-turns.ts";
import { marksOf } from "./mark/marks.ts";
import { createJudge } from "./risk/judge.ts";

const detect = detectTurns();

interface Wish {
  readonly format: ExportFormat;
  readonly mode: ExportMode;
  readonly key: number;
}

async function exported(lines: readonly string[], { format, mode, key }: Wish): Promise<Buffer> {
  const judge = createJudge(1);
  const marked = { id: CONVERSATION, ...marksOf(CONVERSATION, said(lines), detect, DEFAULTS) };
  judge.add(marked.facts);
  const rules = { format, mode, key: new Uint8Array(32).fill(key), defaults: DEFAULTS, judge };
  const pieces: Uint8Array[] = [];
  for await (const piece of exportConversations(page(marked), rules).body) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* page<T>(one: T): AsyncGenerator<readonly T[]> {
  yield [one];
}

/** What a reader of the file gets to see, whatever the format does to the bytes. */
async function contentOf(bytes: Buffer, format: ExportFormat): Promise<string> {
  if (format !== "parquet") return bytes.toString("utf8");
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  return JSON.stringify(rows, (_name, one: unknown) =>
    typeof one === "bigint" ? String(one) : one,
  );
}

interface Annotated {
  readonly turns: readonly {
    readonly text: string;
    readonly spans: readonly {
      readonly start: number;
      readonly end: number;
      readonly type: string;
    }[];
  }[];
}

const parsed = (file: string): Annotated => JSON.parse(file);

const mail = fc.stringMatching(/^[a-z]{4,8}\.[a-z]{4,8}@[a-z]{4,8}\.com$/);
const card = fc.constantFrom("4539148803436467", "5425233430109903", "4716108999716531");
const iban = fc.constantFrom("DE89370400440532013000", "FR1420041010050500013M02606");
const name = fc.constantFrom("Johanna Whitfield", "Otto Bergmann", "Katarina Miller");
const value = fc.oneof(mail, card, iban, name);
const around = fc.constantFrom(
  "hello there",
  "👩‍👩‍👧 e\u0301 ok",
  "naïve 🇩🇪 ñ n\u0303",
  "שלום לך",
  "مرحبا بك",
  '=1+1, "so"\nand so',
  "it is Jane Doe's",
);
const line = fc.record({ before: around, secret: value, after: around });
const mode = fc.constantFrom("defaults", "surrogates");
const key = fc.integer({ min: 1, max: 250 });

describe.each(exportFormat.options)("%s", (format) => {
  test("[EXP1] no value of five or more characters is in it, in any of eight encodings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.nat(8),
        mode,
        key,
        async (lines, encoding, how, seed) => {
          const spoken = lines.flatMap(({ before, secret, after }) => [
            `c: ${before} ${secret} ${after}`,
            `a: thanks, ${encoded(secret)[encoding] ?? secret} then`,
          ]);
          const bytes = await exported(spoken, { format, mode: how, key: seed });
          const content = (await contentOf(bytes, format)).toLowerCase();
          const raw = bytes.toString("latin1").toLowerCase();
          for (const { secret } of lines) {
            for (const form of encoded(secret)) {
              expect(content).not.toContain(form.toLowerCase());
              expect(raw).not.toContain(form.toLowerCase());
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

test("[EXP1] every annotation holds one whole replacement, in text of any direction and any marks", async () => {
  await fc.assert(
    fc.asyncProperty(line, mode, key, async ({ before, secret, after }, how, seed) => {
      const bytes = await exported([`c: ${before} ${secret} ${after}`], {
        format: "jsonl",
        mode: how,
        key: seed,
      });
      const [turn] = parsed(bytes.toString("utf8")).turns;
      const [text, spans] = [turn?.text ?? "", turn?.spans ?? []];
      // Taken out again, what is left is what was said around it, to the last unit.
      let left = "";
      let kept = 0;
      for (const { start, end } of spans) {
        const replacement = text.slice(start, end);
        expect(replacement).not.toBe("");
        expect(Buffer.from(replacement, "utf8").toString("utf8")).toBe(replacement);
        left += text.slice(kept, start);
        kept = end;
      }
      left += text.slice(kept);
      const plain = `${before} ${secret} ${after}`;
      const expected = ["Jane Doe", secret].reduce((rest, one) => rest.replaceAll(one, ""), plain);
      expect(left).toBe(expected);
    }),
    { numRuns: 100 },
  );
});

test("[EXP1] an export of an export by defaults is the same", async () => {
  const wish = { format: "jsonl", mode: "defaults", key: 1 } as const;
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 3 }), async (lines) => {
      const spoken = lines.map(({ before, secret, after }) => `c: ${before} ${secret} ${after}`);
      const once = await exported(spoken, wish);
      const again = parsed(once.toString("utf8")).turns.map(({ text }) => `c: ${text}`);
      const twice = await exported(again, wish);
      expect(parsed(twice.toString("utf8")).turns.map(({ text }) => `c: ${text}`)).toEqual(again);
    }),
    { numRuns: 60 },
  );
});

test("[EXP1] an export of an export by surrogates has none of the first values either", async () => {
  await fc.assert(
    fc.asyncProperty(line, key, async ({ before, secret, after }, seed) => {
      const wish = { format: "jsonl", mode: "surrogates" } as const;
      const once = await exported([`c: ${before} ${secret} ${after}`], { ...wish, key: seed });
      const [turn] = parsed(once.toString("utf8")).turns;
      const twice = await exported([`c: ${turn?.text ?? ""}`], { ...wish, key: seed + 1 });
      for (const form of encoded(secret))
        expect(twice.toString("utf8").toLowerCase()).not.toContain(form.toLowerCase());
    }),
    { numRuns: 40 },
  );
});
