import type { Amount } from "@aside/protocol";
import { readAmount } from "./money.ts";
import { nearestWord } from "./nearest-word.ts";

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

/** What `/` offers while the composer holds nothing but a word that begins with one. Null: no menu. */
export function slashMenu(
  text: string,
  templates: readonly Template[],
  replies: readonly Reply[],
): readonly SlashItem[] | null {
  const match = /^\/([^\s/]\S*)?$/.exec(text);
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

/** What a line of the composer is. `no-command`: it begins with a slash and a word that is none. */
export type Line =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "capture"; readonly draft: CaptureDraft }
  | { readonly kind: "reply"; readonly text: string }
  | { readonly kind: "no-command"; readonly command: string; readonly nearest: string | null };

/** `/card 42.00 EUR your order 1042` fills the picker, `/hello` the composer. Two slashes begin a message with one. */
export function readLine(
  draft: string,
  templates: readonly Template[],
  replies: readonly Reply[],
): Line {
  const line = draft.trim();
  if (line.startsWith("//")) return { kind: "message", text: line.slice(1) };
  const [, word, rest = ""] = /^\/(\S+)\s*([^]*)$/.exec(line) ?? [];
  if (word === undefined) return { kind: "message", text: line };
  const template = templates.find((one) => commandOf(one) === word || one.id === word);
  if (template !== undefined) return { kind: "capture", draft: captureDraft(template, rest) };
  const reply = replies.find((one) => one.shortcut === word);
  if (reply !== undefined) return { kind: "reply", text: `${reply.text} ${rest}`.trim() };
  const commands = [...templates.map(commandOf), ...replies.map((one) => one.shortcut)];
  return { kind: "no-command", command: word, nearest: nearestWord(word, commands) };
}

function captureDraft({ id, takesAmount }: Template, rest: string): CaptureDraft {
  const [, figure, currency, purpose] = /^([\d.,]+)\s*([A-Za-z]{3})\b\s*([^]*)$/.exec(rest) ?? [];
  const amount =
    takesAmount && figure !== undefined && currency !== undefined
      ? readAmount(figure, currency.toUpperCase())
      : null;
  return amount === null
    ? { template: id, purpose: rest, amount: null }
    : { template: id, purpose: purpose ?? "", amount };
}

/** The word after the slash: `iban` and `id` are shorter than their templates' ids. */
export function commandOf(template: Template): string {
  return SHORT[template.id] ?? template.id;
}

function titleOf(item: SlashItem): string {
  return item.kind === "capture" ? item.template.title : item.reply.text;
}
