import { connectAgent } from "../clients/agent.ts";
import { readDialogues } from "../play/dialogue.ts";
import { play } from "../play/play.ts";
import { expect, test } from "./fixtures.ts";

test("[CAP2] dialogues with captures in between: all that was sent arrives, what was held does not", async ({
  system,
}) => {
  const crew = await Promise.all(
    system.agents.map((agent) => connectAgent(system.gateway.url, agent)),
  );
  const file = new URL("../play/dialogues.jsonl", import.meta.url).pathname;
  const tally = await play(readDialogues(file, Infinity), {
    gateway: system.gateway.url,
    crew,
    captures: 0.5,
    atOnce: 3,
    onProgress: () => {},
  });
  for (const agent of crew) agent.close();
  expect(tally).toEqual({
    conversations: 6,
    sent: 24,
    delivered: 24,
    held: 3,
    cut: 1,
    nudged: 1,
    captured: 3,
    refused: 0,
    lost: 0,
    leaked: 0,
  });
});
