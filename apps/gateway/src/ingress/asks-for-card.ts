import { ASKING_WORDS, type AskingWords } from "./asking-words.ts";

/**
 * Whether an agent's text asks the customer to write a card into the chat, in English, German, Spanish, French or Portuguese: in one sentence, what
 * only a card has and a word that asks, and nothing that makes it harmless ("we never ask for your card number in the chat", "the last four
 * digits", "in the secure form").
 */
export function asksForCard(text: string): boolean {
  const sentences = text.toLowerCase().split(/(?<=[.!?;])\s|\n/);
  return sentences.some((sentence) => LANGUAGES.some((asks) => asks(sentence)));
}

const EDGE = "(?<!\\p{L})";
const LANGUAGES = Object.values(ASKING_WORDS).map(askingIn);

function askingIn({ values, cards, asks, hands, harmless }: AskingWords) {
  const value = anyOf(values);
  const ask = anyOf([...asks, ...hands]);
  const hand = new RegExp(
    `${EDGE}(?:${hands.join("|")})(?:[\\s-]+\\p{L}+){0,3}\\s+(?:${cards.join("|")})(?!\\p{L})`,
    "u",
  );
  const mild = anyOf(harmless);
  return (sentence: string): boolean => {
    if (hand.test(sentence)) return !mild.test(sentence);
    if (!value.test(sentence)) return false;
    // Parts of the name of the value, such as "security" in "security code", say nothing of the sentence.
    const rest = sentence.replace(value, " ");
    const bare = sentence.trimEnd().endsWith("?") && (rest.match(/\p{L}+/gu)?.length ?? 0) <= 2;
    const asked = bare || ask.test(rest);
    return asked && !mild.test(rest);
  };
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(`${EDGE}(?:${words.join("|")})(?!\\p{L})`, "u");
}
