import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { detectTurns, marksOf, type DetectTurns } from "@aside/transcript";
import type { MarkReply, MarkWork } from "./marker.ts";

// On Linux a priority is a thread's: chats go first, on one core, too. Elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

let settings = "";
let detect: DetectTurns = detectTurns();

parentPort?.on("message", ({ conversation, events, detection, defaults }: MarkWork) => {
  const wanted = JSON.stringify(detection);
  if (wanted !== settings) {
    detect = detectTurns(detection);
    settings = wanted;
  }
  const reply: MarkReply = {
    marked: attempt(() => marksOf(conversation, events, detect, defaults)),
  };
  parentPort?.postMessage(reply);
});

/** What went wrong may hold a text: nothing of it leaves the thread. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
