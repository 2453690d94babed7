import type { ConversationDetector } from "../src/index.ts";
import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";

/** What an agent asks, how it is answered, and how a customer says it unasked; none of it is a piece of a number. */
const FACTS: readonly [question: string, answer: (random: Random) => string, unasked: string][] = [
  ["What is your order number?", (r) => r.digits(r.pick([4, 5, 6, 8])), "my order number is #"],
  ["Which size do you need?", (r) => String(34 + r.below(14)), "size #"],
  ["How many do you want?", (r) => String(1 + r.below(9)), "# of them"],
  ["What did you pay for it?", (r) => `$${r.digits(2)}.${r.digits(2)}`, "it was #"],
  ["How much was it?", (r) => `${r.digits(r.pick([2, 3]))} euros`, "I paid #"],
  ["When did it arrive?", (r) => `${1 + r.below(12)}/${1 + r.below(28)}/2026`, "it came on #"],
  ["On which day shall we deliver?", (r) => `${1 + r.below(28)}.${1 + r.below(12)}.`, "on #"],
  ["What time suits you?", (r) => `${8 + r.below(10)}:${r.pick(["00", "15", "30"])}`, "at #"],
  ["What is your postcode?", (r) => r.digits(5), "my postcode is #"],
  ["Which house number?", (r) => String(1 + r.below(300)), "house number #"],
  ["Which table are you at?", (r) => String(1 + r.below(40)), "table #"],
  ["What is the tracking number?", (r) => `1Z${r.digits(16)}`, "tracking number #"],
  ["Which error do you see?", (r) => r.digits(3), "error #"],
  ["How old is the child?", (r) => `${1 + r.below(17)} years`, "the child is #"],
  ["Which model is it?", (r) => `PX-${r.digits(3)}`, "model #"],
  ["What is the item number?", (r) => r.digits(r.pick([5, 6, 7])), "item number #"],
];

/**
 * Conversations of ordinary numbers, three to five each, every other one unasked: the share in which something was held
 * as a piece of a number or put together with another.
 */
export function ordinaryNumbersHeld(
  create: () => ConversationDetector,
  conversations = 2000,
): number {
  const random = createRandom(7);
  let held = 0;
  for (let number = 0; number < conversations; number++) {
    const detector = create();
    let wrong = false;
    const say = (speaker: string, text: string) => {
      const { findings, hold } = detector.add({ speaker, text });
      wrong ||= hold !== undefined || findings.some((one) => one.rule === "split");
    };
    for (let facts = 3 + random.below(3); facts > 0; facts--) {
      const [question, answer, unasked] = FACTS[random.below(FACTS.length)] ?? FACTS[0] ?? [];
      if (!question || !answer || !unasked) continue;
      const value = answer(random);
      if (number % 2 === 0) say("agent", question);
      say("customer", number % 2 === 0 ? value : unasked.replace("#", value));
    }
    if (wrong) held++;
  }
  return held / conversations;
}
