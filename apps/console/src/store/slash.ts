import type { Amount } from "@aside/protocol";
import { readAmount } from "./money.ts";

export interface Template {
  readonly id: string;
  readonly title: string;
  readonly takesAmount: boolean;
}

export interface Reply {
  readonly shortcut: string;
  readonly text: string;
}

export type SlashItem =
  | { readonly kind: "capture"; readonly command: string; readonly template: Template }
  | { readonly kind: "reply"; readonly command: string; readonly reply: Reply };

/** The picker's fields before the agent has changed any. */
export interface CaptureDraft {
  readonly template: string;
  readonly purpose: string;
  readonly amount: Amount | null;
}

const SHORT: Readonly<Record<string, string>> = { bank: "iban", "national-id": "id" };

/** What `/` offers while the composer holds nothing but a word that begins with it. Null: no menu. */
export function slashMenu(
  text: string,
  templates: readonly Template[],
  replies: readonly Reply[],
): readonly SlashItem[] | null {
  const match = /^\/(\S*)$/.exec(text);
  if (match === null) return null;
  const word = (match[1] ?? "").toLocaleLowerCase();
  const items: SlashItem[] = [
    ...templates.map(
      (template) => ({ kind: "capture", command: commandOf(template), template }) as const,
    ),
    ...replies.map((reply) => ({ kind: "reply", command: reply.shortcut, reply }) as const),
  ];
  return items.filter(
    (item) =>
      item.command.toLocaleLowerCase().startsWith(word) ||
      (word.length > 1 && titleOf(item).toLocaleLowerCase().includes(word)),
  );
}

/** `/card 42.00 EUR your order 1042`: the picker's fields. Null where the line is no capture command. */
export function readCaptureCommand(
  line: string,
  templates: readonly Template[],
): CaptureDraft | null {
  const [, word, rest = ""] = /^\/(\S+)(?:\s+([^]*))?$/.exec(line.trim()) ?? [];
  const template = templates.find((one) => commandOf(one) === word || one.id === word);
  if (template === undefined) return null;
  const [, figure, currency, purpose] = /^([\d.,]+)\s*([A-Za-z]{3})\b\s*([^]*)$/.exec(rest) ?? [];
  const amount =
    template.takesAmount && figure !== undefined && currency !== undefined
      ? readAmount(figure, currency.toUpperCase())
      : null;
  return amount === null
    ? { template: template.id, purpose: rest.trim(), amount: null }
    : { template: template.id, purpose: (purpose ?? "").trim(), amount };
}

/** The word after the slash: `iban` and `id` are shorter than their templates' ids. */
export function commandOf(template: Template): string {
  return SHORT[template.id] ?? template.id;
}

function titleOf(item: SlashItem): string {
  return item.kind === "capture" ? item.template.title : item.reply.text;
}
