import type { Finding } from "../finding.ts";
import type { TextWindow } from "../text/windows.ts";
import { windowsOf } from "../text/windows.ts";
import type { Detection, RetroactiveFinding } from "./core.ts";

/** Reads a long message window by window and puts together what was found. */
export function readInWindows(
  text: string,
  turn: number,
  read: (window: TextWindow) => Detection,
): Detection {
  const findings: Finding[] = [];
  const retroactive: RetroactiveFinding[] = [];
  for (const window of windowsOf(text)) {
    const found = read(window);
    while ((findings.at(-1)?.start ?? -1) >= window.owned) findings.pop();
    const from = Math.max(window.owned, findings.at(-1)?.end ?? 0);
    for (const one of found.findings) if (one.start >= from) findings.push(one);
    retroactive.push(...found.retroactive);
  }
  // A name that one window made known, in an earlier one of the same message.
  const named = retroactive.filter((one) => one.turn === turn).map(({ finding }) => finding);
  return {
    findings: named.length > 0 ? withoutOverlaps([...findings, ...named]) : findings,
    retroactive: retroactive.filter((one) => one.turn !== turn),
    hold: undefined,
    begun: [],
  };
}

function withoutOverlaps(findings: Finding[]): Finding[] {
  let last = 0;
  return findings
    .sort((a, b) => a.start - b.start || b.confidence - a.confidence)
    .filter(({ start, end }) => {
      if (start < last) return false;
      last = end;
      return true;
    });
}
