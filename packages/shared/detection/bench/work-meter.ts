import type { Profiler } from "node:inspector";
import { Session } from "node:inspector";

/** Says how much work something is, in steps: the same in every run and on every machine. */
export interface WorkMeter {
  /** Blocks of code that were run since it was asked last, and characters that regular expressions were given by `run`. */
  stepsOf(run: () => void): number;
  stop(): void;
}

/**
 * Counts the work of code whose file's path contains `within`, by V8's precise coverage: how often each block was run. What a block does is not
 * counted, so the characters that regular expressions read are added to it. Start it before the code is loaded: what was compiled
 * before is not counted.
 */
export function startWorkMeter(within: string): WorkMeter {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    stepsOf(run) {
      const characters = charactersOf(run);
      let blocks = 0;
      session.post("Profiler.takePreciseCoverage", (error, { result }) => {
        if (error) throw error;
        for (const script of result) if (script.url.includes(within)) blocks += blocksOf(script);
      });
      return blocks + characters;
    },
    stop: () => session.disconnect(),
  };
}

function blocksOf({ functions }: Profiler.ScriptCoverage): number {
  let sum = 0;
  for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  return sum;
}

/** How many characters regular expressions are given while `run` runs: up to where one matches. */
function charactersOf(run: () => void): number {
  const { exec } = RegExp.prototype;
  let characters = 0;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    if (found) characters += found.index + found[0].length - from;
    else characters += this.sticky ? 1 : text.length - from;
    return found;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return characters;
}
