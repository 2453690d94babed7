import {
  idNames,
  territory,
  type FieldClass,
  type ProblemCode,
  type TemplateField,
} from "@aside/fields";
import type { Amount } from "@aside/protocol";
import type { OpenCapture } from "../flow/flow-state.ts";
import type { Words } from "./words.ts";

/** What a field is called: the tenant's word, or ours, or that of the address's country. */
export function labelOf(field: TemplateField, country: string, words: Words): string {
  if (field.label !== undefined) return field.label;
  const names = territory(country)?.names;
  if (names) {
    if (field.class === "address.region")
      return named(words.region, names.region) ?? words.labels["address.region"];
    if (field.class === "address.locality")
      return named(words.locality, names.locality) ?? words.labels["address.locality"];
    if (field.class === "address.postal")
      return named(words.postal, names.postal) ?? words.labels["address.postal"];
    if (field.class === "address.dependent-locality") {
      return named(words.dependentLocality, names.dependentLocality) ?? words.labels[field.class];
    }
  }
  return words.labels[field.class];
}

export function problemText(fieldClass: FieldClass, code: ProblemCode, words: Words): string {
  return words.problems[`${fieldClass}.${code}`] ?? words.problems[code];
}

/** The line below a field while nothing is wrong. */
export function hintOf(
  fieldClass: FieldClass,
  idCountry: string,
  words: Words,
): string | undefined {
  if (fieldClass === "card.exp") return words.hints.expiry;
  if (fieldClass === "card.cvv") return words.hints.code;
  if (fieldClass === "id.national") {
    const names = idNames(idCountry);
    return names.length > 0 ? words.hints.idKinds(names.join(", ")) : undefined;
  }
  return undefined;
}

export function titleOf({ template }: OpenCapture, words: Words): string {
  return named(words.titles, template.id) ?? template.title;
}

/** What the button does. A payment stays one where only its security code is asked for again. */
export function actionOf({ template, amount }: OpenCapture, locale: string, words: Words): string {
  const isCard = template.fields.some((field) => field.class.startsWith("card."));
  if (isCard && amount) return words.actions.pay(amountText(amount, locale));
  return builtIn(template.id, words) ?? words.actions.other;
}

export function amountText({ minor, currency }: Amount, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export function keptText(capture: OpenCapture, words: Words): string {
  const { tenantName, retentionDays } = capture;
  if (retentionDays === 0) return words.notKept(tenantName);
  return words.kept(tenantName, words.units.day(retentionDays));
}

function builtIn(id: string, words: Words): string | undefined {
  return id === "card" || id === "address" || id === "bank" || id === "national-id"
    ? words.actions[id]
    : undefined;
}

function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
