import type { QueueEntry } from "@aside/protocol";
import type { Console } from "../actions/create-console.ts";
import type { ConsoleState } from "../store/state.ts";
import type { Translate } from "../text/translate.ts";
import { spellTemplate } from "../text/spell-template.ts";
import { spellMessage } from "../text/spell-message.ts";
import { COMMANDS } from "./commands.ts";
import { canSpeak } from "./state-questions.ts";

export interface PaletteItem {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly key: string | null;
  run(console: Console): void;
}

const SHOWN = 12;

/** What fits the query: commands that make sense now, a capture by each template, then conversations by name or last line. */
export function paletteItems(
  state: ConsoleState,
  entries: readonly QueueEntry[],
  text: Translate,
  query: string,
): readonly PaletteItem[] {
  const wanted = query.trim().toLocaleLowerCase();
  const fits = (name: string): boolean => name.toLocaleLowerCase().includes(wanted);
  const commands = [...commandItems(state, text), ...captureItems(state, text)];
  const conversations = wanted === "" ? [] : entries.filter((one) => fits(describe(one)));
  return [
    ...commands.filter((one) => fits(one.name)),
    ...conversations.slice(0, SHOWN).map((one) => conversationItem(one, text)),
  ];
}

function commandItems(state: ConsoleState, text: Translate): readonly PaletteItem[] {
  return COMMANDS.filter((one) => one.id !== "palette" && one.when(state)).map((one) => ({
    id: one.id,
    name: text(one.label),
    detail: null,
    key: one.key,
    run: one.run,
  }));
}

function captureItems(state: ConsoleState, text: Translate): readonly PaletteItem[] {
  if (!canSpeak(state)) return [];
  return (state.welcome?.templates ?? []).map((template) => ({
    id: `capture-${template.id}`,
    name: text("command.capture-of", {
      title: spellTemplate(template.id, template.title, text),
    }),
    detail: null,
    key: null,
    run: (console) => console.do.openPicker({ template: template.id }),
  }));
}

function conversationItem(entry: QueueEntry, text: Translate): PaletteItem {
  return {
    id: entry.conversation,
    name: entry.customer.name ?? text("queue.visitor"),
    detail: entry.last === null ? null : spellMessage(entry.last, text),
    key: null,
    run: (console) => console.do.select(entry.conversation),
  };
}

function describe({ customer, last }: QueueEntry): string {
  return `${customer.name ?? ""} ${last?.text ?? ""}`;
}
