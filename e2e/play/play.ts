import type { Agent } from "../clients/agent.ts";
import type { Dialogue } from "./dialogue.ts";
import { playDialogue } from "./play-dialogue.ts";
import { emptyTally, type Tally } from "./tally.ts";

/** Numbers that card networks publish for tests. */
const TEST_CARDS = ["4111111111111111", "5555555555554444", "4242424242424242", "2223003122003222"];

export interface PlayOptions {
  readonly gateway: string;
  readonly crew: readonly Agent[];
  /** Share of the dialogues with a capture, 0 to 1, spread evenly. */
  readonly captures: number;
  readonly atOnce: number;
  onProgress(tally: Tally): void;
}

export async function play(
  dialogues: AsyncIterable<Dialogue>,
  options: PlayOptions,
): Promise<Tally> {
  const tally = emptyTally();
  const source = dialogues[Symbol.asyncIterator]();
  let index = -1;

  async function worker(): Promise<void> {
    for (;;) {
      const next = await source.next();
      if (next.done === true) return;
      const mine = (index += 1);
      const agent = options.crew[mine % options.crew.length];
      if (agent === undefined) throw new Error("no agent is signed in");
      const captures =
        Math.floor((mine + 1) * options.captures) > Math.floor(mine * options.captures);
      await playDialogue(next.value, {
        gateway: options.gateway,
        origin: new URL(options.gateway).origin,
        agent,
        tally,
        captureAfter: captures ? Math.floor(next.value.turns.length / 2) : null,
        pan: TEST_CARDS[mine % TEST_CARDS.length] ?? "",
      });
      options.onProgress(tally);
    }
  }

  await Promise.all(Array.from({ length: options.atOnce }, () => worker()));
  return tally;
}
