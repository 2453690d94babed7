import { pickLanguage, type Language } from "../locale/languages.ts";

/** What the script tag says. */
export type WidgetConfig = {
  tenant: string;
  /** The gateway's origin, and the folder the script came from: the rest of the widget lies beside it. */
  gateway: string;
  folder: string;
  language: Language;
  /** For dates and amounts: may be finer than the language, `de-AT`. */
  locale: string;
  /** A conversation that a server has opened for this customer. */
  session: string | null;
  position: "left" | "right";
  name: string | null;
  /** The launcher's colour before the gateway has told the tenant's: `#rrggbb`. */
  colour: string | null;
};

type Attributes = { readonly [name: string]: string | undefined };

/**
 * Reads `data-tenant`, `data-locale`, `data-session`, `data-position`, `data-name` and `data-colour`.
 *
 * @param src the script's own address
 * @param wishes the languages of the page and of the browser, dearest first
 */
export function readConfig(src: string, data: Attributes, wishes: readonly string[]): WidgetConfig {
  const given = data["locale"];
  const all = given ? [given, ...wishes] : wishes;
  const language = pickLanguage(all);
  const colour = data["colour"] ?? "";
  return {
    tenant: data["tenant"] ?? "",
    gateway: new URL(src).origin,
    folder: new URL(".", src).href,
    language,
    locale: all.find((wish) => isLocale(wish) && pickLanguage([wish]) === language) ?? language,
    session: data["session"] || null,
    position: data["position"] === "left" ? "left" : "right",
    name: data["name"]?.trim().slice(0, 80) || null,
    colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : null,
  };
}

function isLocale(wish: string): boolean {
  if (wish.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(wish).length === 1;
  } catch {
    return false;
  }
}
