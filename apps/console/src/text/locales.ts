import en from "./en.json";
import type { Messages } from "./translate.ts";

/** The console's languages, each by its own name. English is the source; the others load when they are chosen. */
export const LOCALES = [
  { id: "en", name: "English", load: async (): Promise<Messages> => en },
  {
    id: "de",
    name: "Deutsch",
    load: async (): Promise<Messages> => (await import("./de.json")).default,
  },
  {
    id: "es",
    name: "Español",
    load: async (): Promise<Messages> => (await import("./es.json")).default,
  },
  {
    id: "fr",
    name: "Français",
    load: async (): Promise<Messages> => (await import("./fr.json")).default,
  },
  {
    id: "pt",
    name: "Português",
    load: async (): Promise<Messages> => (await import("./pt.json")).default,
  },
  {
    id: "ar",
    name: "العربية",
    load: async (): Promise<Messages> => (await import("./ar.json")).default,
  },
] as const;

/** The first of the wanted languages that the console has; English otherwise. */
export function chooseLocale(wanted: readonly string[]): string {
  for (const one of wanted) {
    const found = LOCALES.find((locale) => locale.id === one.toLowerCase().split("-")[0]);
    if (found !== undefined) return found.id;
  }
  return "en";
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/** For times and numbers: the reader's own variant of the chosen language where the browser names one, `en-GB` for `en`. */
export function formatLocale(chosen: string, wanted: readonly string[]): string {
  return wanted.find((one) => one.toLowerCase().split("-")[0] === chosen) ?? chosen;
}
