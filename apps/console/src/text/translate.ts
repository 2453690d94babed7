import { IntlMessageFormat } from "intl-messageformat";
import en from "./en.json";
import type { MessageKey, Params } from "./keys.ts";

export type Messages = Readonly<Record<MessageKey, string>>;
export type Translate = (key: MessageKey, params?: Params) => string;

/** Texts of one language; ICU message syntax, made ready once a key. */
export function createTranslate(locale: string, messages: Messages = en): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  return (key, params) => {
    const text = messages[key];
    if (!text.includes("{")) return text;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format(params));
  };
}
