import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { detectTurns, mark, marksOf, reasonsIn, type DetectTurns } from "@aside/transcript";
import { eventOf } from "../conversation/read-journal.ts";
import { GatewayError } from "../errors.ts";
import type { TenantDetection } from "../tenants/detection-settings.ts";
import type { ThreadReply, ThreadWork } from "./marker.ts";

// On Linux a priority is a thread's: chats go first, on one core, too. Elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

let settings = "";
let detect: DetectTurns = detectTurns();

parentPort?.on("message", (work: ThreadWork) => {
  parentPort?.postMessage(attempt(() => done(work)));
});

function done(work: ThreadWork): ThreadReply {
  const { job, detection, defaults } = work;
  if (job === "explain") return { job, reasons: reasonsIn(work.turns, detection) };
  const known = detectorOf(detection);
  if (job === "find") return { job, spans: mark(work.turns, known, defaults) };
  const marked = work.conversations.map(({ id, events }) =>
    marksOf(id, events.map(eventOf), known, defaults),
  );
  return { job, marked };
}

function detectorOf(detection: TenantDetection): DetectTurns {
  const wanted = JSON.stringify(detection);
  if (wanted !== settings) {
    detect = detectTurns(detection);
    settings = wanted;
  }
  return detect;
}

/** What went wrong may hold a text: nothing of it leaves the thread but its code. */
function attempt(make: () => ThreadReply): ThreadReply {
  try {
    return make();
  } catch (error) {
    const isUnknown = error instanceof GatewayError && error.code === "event_unknown";
    return { job: "failed", code: isUnknown ? "event_unknown" : "marking_failed" };
  }
}
