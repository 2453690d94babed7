import type { MarkedTurn } from "../replace-conversation.ts";
import { replaceConversation } from "../replace-conversation.ts";
import { createSurrogates } from "./create-surrogates.ts";
import { drawOf } from "./draw.fixture.ts";

/** `"I am {PERSON:Ann Lee}"` → a marked turn. */
export function turn(pattern: string, group?: number): MarkedTurn {
  const spans = [];
  let text = "";
  let kept = 0;
  for (const { 0: whole, 1: type = "", 2: value = "", index } of pattern.matchAll(
    /\{([A-Za-z_.]+):([^}]*)\}/g,
  )) {
    text += pattern.slice(kept, index);
    spans.push({ start: text.length, end: text.length + value.length, type, group });
    text += value;
    kept = index + whole.length;
  }
  return { text: text + pattern.slice(kept), spans };
}

export function surrogatesOf(patterns: readonly string[], key = 7, language = "en"): string[] {
  const turns = patterns.map((pattern) => turn(pattern));
  const { replace } = createSurrogates(turns, drawOf(key), language);
  return replaceConversation(turns, replace).map(({ text }) => text);
}
