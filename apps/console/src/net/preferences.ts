import * as z from "zod";
import type { Preferences } from "../store/state.ts";
import { chooseLocale } from "../text/locales.ts";

const KEY = "aside.console.preferences";

const stored = z.object({
  theme: z.enum(["system", "light", "dark"]).catch("system"),
  locale: z.string().optional().catch(undefined),
  singleKeys: z.boolean().catch(true),
});

/** Reads the agent's preferences; a broken or forbidden storage gives the defaults. */
export function loadPreferences(storage: Storage, languages: readonly string[]): Preferences {
  const raw = stored.parse(readJson(storage));
  return {
    theme: raw.theme,
    locale: chooseLocale(raw.locale === undefined ? languages : [raw.locale]),
    singleKeys: raw.singleKeys,
  };
}

export function savePreferences(storage: Storage, preferences: Preferences): void {
  try {
    storage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A browser that forbids storage still has a working console; the choice lasts until the page closes.
  }
}

function readJson(storage: Storage): unknown {
  try {
    return z
      .looseObject({})
      .catch({})
      .parse(JSON.parse(storage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}
