import { describe, expect, it } from "vitest";
import { LANGUAGES, loadWords, pickLanguage } from "./languages.ts";

describe("languages", () => {
  it("takes the first wish that is spoken", () => {
    expect(pickLanguage(["nl", "pt-BR", "de"])).toBe("pt");
    expect(pickLanguage(["nl"])).toBe("en");
  });

  it.each(LANGUAGES.filter((one) => one !== "en"))("%s says all that English says", async (one) => {
    const [english, other] = await Promise.all([loadWords("en"), loadWords(one)]);
    expect(keysOf(other)).toEqual(keysOf(english));
  });

  it.each(LANGUAGES)("%s leaves nothing empty", async (one) => {
    const words = await loadWords(one);
    expect(textsOf(words).filter((text) => text.trim() === "")).toEqual([]);
  });
});

function keysOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value)
    .flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
    .toSorted();
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
