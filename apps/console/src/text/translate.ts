import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json";
import type { MessageKey, Params } from "./keys.ts";
import { directionOf } from "./locales.ts";

export type Messages = Readonly<Record<MessageKey, string>>;
export type Translate = (key: MessageKey, params?: Params) => string;

/** Texts of one language; ICU message syntax, made ready once a key. */
export function createTranslate(locale: string, messages: Messages = en): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const foreign = directionOf(locale) === "rtl" ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return (key, params) => {
    const text = messages[key];
    if (!text.includes("{")) return text;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format(params && isolated(params, foreign)));
  };
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LEFT_TO_RIGHT = new RegExp(`(?!${RIGHT_TO_LEFT.source})\\p{L}`, "u");

/** A name that is written the other way stands in its sentence as one piece, and turns nothing around it: Unicode's isolates. */
function isolated(params: Params, foreign: RegExp): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && foreign.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  );
}
