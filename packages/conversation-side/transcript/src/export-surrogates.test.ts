import { describe, expect, test } from "vitest";
import { exported } from "./exported.fixture.ts";
import { CONVERSATION, said } from "./journal.fixture.ts";

describe("surrogates", () => {
  const journal = said([
    "c: hi, I am Johanna Whitfield, my card is 4539 1488 0343 6467",
    "a: thank you Johanna, and your email?",
    "c: johanna.whitfield@corp.example",
  ]);
  const surrogates = async (key: number) =>
    (await exported("openai", { mode: "surrogates", key }, [journal])).file;

  test("the same key gives the same bytes, so that an interrupted export goes on", async () => {
    expect(await surrogates(1)).toBe(await surrogates(1));
  });

  test("[EXP1] two exports have nothing in common by which they could be joined", async () => {
    const files = await Promise.all(Array.from({ length: 12 }, (_, key) => surrogates(key)));
    const names = files.map((file) => /I am (\S+ [^,]+),/.exec(file)?.[1]);
    const emails = files.map((file) => /[\w.]+@example/.exec(file)?.[0]);
    expect(new Set(names).size).toBeGreaterThanOrEqual(11);
    expect(new Set(emails).size).toBeGreaterThanOrEqual(11);
    expect(files.join()).not.toMatch(/johanna|whitfield|4539/i);
  });

  test("[EXP1] who has the pools, the code and the text but not the key guesses no better than by chance", async () => {
    // For each export the attacker tries keys of his own on the very same text and takes the name that came most often.
    const nameOf = (file: string) => /I am (\S+) /.exec(file)?.[1] ?? "";
    const guesses = new Map<string, number>();
    for (let key = 100; key < 140; key++) {
      const name = nameOf(await surrogates(key));
      guesses.set(name, (guesses.get(name) ?? 0) + 1);
    }
    const [best = ""] = [...guesses].toSorted(([, a], [, b]) => b - a)[0] ?? [];
    const hits = [];
    for (let key = 0; key < 20; key++) hits.push(nameOf(await surrogates(key)) === best);
    expect(hits.filter(Boolean).length).toBeLessThanOrEqual(2);
  });

  test("[EXP1] one person in two conversations of an export has two names", async () => {
    const { file } = await exported("openai", { mode: "surrogates" }, [journal, journal]);
    const [a, b] = file.trim().split("\n");
    expect(a).not.toBe(b);
  });

  test("[EXP1] a customer called as the default is has another name too", async () => {
    const jane = said(["c: hi, I am Jane Doe", "a: thank you Jane", "c: the account is 12345678"]);
    const { file } = await exported("openai", { mode: "surrogates" }, [jane]);
    expect(file).not.toMatch(/jane|doe|12345678/i);
  });

  test("[EXP1] a name that is written in one piece is the same person's", async () => {
    const glued = said([
      "c: my name is Johanna Whitfield",
      "a: thank you Johanna, and your email?",
      "c: johannawhitfield 6462 gmailcom",
    ]);
    const { file } = await exported("openai", { mode: "surrogates" }, [glued]);
    expect(file).not.toMatch(/johanna|whitfield/i);
    const [, given = "", family = ""] = /my name is (\p{L}+) (\p{L}+)/u.exec(file) ?? [];
    expect(file.toLowerCase()).toContain(`"${given}${family} `.toLowerCase());
  });

  test("[EXP1] a conversation has another id in each export, and its own nowhere", async () => {
    for (const format of ["jsonl", "csv", "text"] as const) {
      const files = await Promise.all(
        [1, 2].map(
          async (key) => (await exported(format, { mode: "surrogates", key }, [journal])).file,
        ),
      );
      const ids = files.map((file) => /cnv_[0-9a-hjkmnp-tv-z]{26}/.exec(file)?.[0]);
      expect(new Set([...ids, CONVERSATION]).size).toBe(3);
      expect(files.join()).not.toContain(CONVERSATION);
    }
  });

  test("[EXP1] a day that has a name does not tell by how much a conversation was moved", async () => {
    const feast = said([
      "c: merry Christmas, I was born on 14 March 1985",
      "a: Frohe Weihnachten! It comes before New Year's Eve",
    ]);
    const { file } = await exported("openai", { mode: "surrogates" }, [feast]);
    expect(file).not.toMatch(/christmas|weihnachten|new year|14 March 1985/i);
    expect(file).toContain("merry [DATE], I was born on");
  });

  test("times move with the conversation's dates", async () => {
    const { file } = await exported("jsonl", { mode: "surrogates" }, [journal]);
    const { startedAt, turns } = JSON.parse(file);
    const moved = Date.parse(startedAt) - Date.UTC(2026, 10, 22, 8);
    expect(Math.abs(moved) / 86_400_000).toBeGreaterThanOrEqual(1);
    expect(Math.abs(moved) % 86_400_000).toBe(0);
    expect(Date.parse(turns[1].at) - Date.parse(turns[0].at)).toBe(1_000);
  });
});
