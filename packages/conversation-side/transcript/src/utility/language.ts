/** The languages that a conversation can be filtered by, and of which a few words are enough to tell. */
export const LANGUAGES = ["en", "de", "es", "fr", "pt", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language with the most function words; English where nothing tells. */
export function languageOf(texts: Iterable<string>): Language {
  const counts = new Map<Language, number>();
  let letters = 0;
  for (const text of texts) {
    if (/\p{Script=Arabic}/u.test(text)) counts.set("ar", (counts.get("ar") ?? 0) + 3);
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      for (const language of WORDS.get(word) ?? [])
        counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    letters += text.length;
    if (letters > ENOUGH) break;
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? "en";
}

const ENOUGH = 2_000;

/** `as`, `die` and `den` are English too: alone they tell nothing. */
const LISTS: Readonly<Record<Exclude<Language, "ar">, string>> = {
  en: "the and is are my you your i to of it that with for have this can was please as die den",
  de: "der die das und ist ich sie nicht mein meine ein eine zu den mit für auf bitte wie",
  es: "el los las y es mi un una por para con que está tengo hola gracias puede muy su",
  fr: "le les et est je vous mon ma un une pour avec que pas dans des bonjour merci sur",
  pt: "os as é em na muito meu minha um uma para com que não está você obrigado bom dia por",
};

const WORDS = new Map<string, Language[]>();
for (const [language, list] of Object.entries(LISTS)) {
  for (const word of list.split(" ")) {
    const known = LANGUAGES.find((one) => one === language);
    if (known) WORDS.set(word, [...(WORDS.get(word) ?? []), known]);
  }
}
