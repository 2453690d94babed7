import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import { chooseLocale, formatLocale, LOCALES } from "./locales.ts";
import { createTranslate } from "./translate.ts";

/** Places and words that other languages write the same. */
const MAY_BE_SAME = new Set([
  "announce.message",
  "announce.capture",
  "queue.section",
  "export.counts",
]);
const translated = LOCALES.filter((one) => one.id !== "en");

describe.each(translated)("$id", ({ load }) => {
  it("has every text, none too many, each with the source's places", async () => {
    const messages = await load();
    expect(Object.keys(messages)).toEqual(Object.keys(en));
    const places = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placesOf(text)]));
    expect(places(messages)).toEqual(places(en));
  });

  it("is translated", async () => {
    const messages: Readonly<Record<string, string>> = await load();
    const same = Object.entries(en).filter(
      ([key, text]) =>
        messages[key] === text && !MAY_BE_SAME.has(key) && /[a-z]{4,}.*\s/i.test(text),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

describe("createTranslate", () => {
  it("fills places and chooses plurals", () => {
    const text = createTranslate("en");
    expect(text("queue.unread", { count: 1 })).toBe("1 unread message");
    expect(text("queue.unread", { count: 3 })).toBe("3 unread messages");
  });

  it("treats what a person wrote as text", () => {
    expect(
      createTranslate("en")("announce.message", { name: "<b>", text: "{x} <img src=x>" }),
    ).toBe("<b>: {x} <img src=x>");
  });
});

describe("locales", () => {
  it("takes the first wanted language that there is", () => {
    expect(chooseLocale(["it-IT", "pt-BR", "de"])).toBe("pt");
    expect(chooseLocale(["it"])).toBe("en");
  });

  it("writes times as the reader's own variant does", () => {
    expect(formatLocale("en", ["de-DE", "en-GB"])).toBe("en-GB");
    expect(formatLocale("ar", ["de-DE"])).toBe("ar");
  });
});

function placesOf(text: string): readonly string[] {
  const names = new Set<string>();
  const walk = (elements: ReturnType<IntlMessageFormat["getAst"]>): void => {
    for (const element of elements) {
      if (element.type !== 0 && element.type !== 7 && "value" in element)
        names.add(String(element.value));
      if ("options" in element)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].toSorted();
}
