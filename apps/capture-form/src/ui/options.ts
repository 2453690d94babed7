import {
  idCountries,
  territory,
  territoryCodes,
  type Region,
  type TemplateField,
} from "@aside/fields";
import type { Words } from "../text/words.ts";
import type { FieldSetting } from "./field.tsx";

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** What can be picked; undefined where the field is typed. */
export function optionsOf(field: TemplateField, setting: FieldSetting): Option[] | undefined {
  const { words, locale, country } = setting;
  if (field.class === "address.country") return countries(territoryCodes, locale);
  if (field.class === "id.country") return countries(idCountries, locale);
  if (field.class === "choice") {
    return field.options?.choices?.map(({ value, label }) => ({
      value,
      text: label ?? bankKind(value, words) ?? value,
    }));
  }
  if (field.class !== "address.region") return undefined;
  const regions = territory(country)?.regions ?? [];
  return regions.length === 0
    ? undefined
    : regions.map((region) => ({ value: region.key, text: regionText(region) }));
}

const cache = new Map<string, Option[]>();

function countries(codes: readonly string[], locale: string): Option[] {
  const key = `${locale} ${codes.length}`;
  const known = cache.get(key);
  if (known) return known;
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const order = new Intl.Collator(locale);
  const options = codes
    .map((code) => ({ value: code, text: names.of(code) ?? code }))
    .toSorted((left, right) => order.compare(left.text, right.text));
  cache.set(key, options);
  return options;
}

/** A region in its own writing and in Latin letters where these differ: both may be who reads. */
function regionText({ key, name, latinName }: Region): string {
  if (name !== latinName) return `${name} ${latinName}`;
  const isNative = /[^\p{Script=Latin}\p{P}\p{Zs}]/u.test(name);
  return isNative && /^[A-Z][a-z]/.test(key) ? `${name} ${key}` : name;
}

function bankKind(value: string, words: Words): string | undefined {
  return value === "iban" || value === "us" ? words.bankKinds[value] : undefined;
}
