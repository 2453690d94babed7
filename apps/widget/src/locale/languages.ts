import type { Words } from "./words.ts";

export const LANGUAGES = ["en", "de", "es", "fr", "pt", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first wish that we speak; English where there is none. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split("-")[0];
    const language = LANGUAGES.find((one) => one === base);
    if (language) return language;
  }
  return "en";
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** Loads one language; the others stay on the server. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case "en":
      return (await import("./en.ts")).words;
    case "de":
      return (await import("./de.ts")).words;
    case "es":
      return (await import("./es.ts")).words;
    case "fr":
      return (await import("./fr.ts")).words;
    case "pt":
      return (await import("./pt.ts")).words;
    case "ar":
      return (await import("./ar.ts")).words;
  }
}
