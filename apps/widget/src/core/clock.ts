/** Time as the core sees it; a test passes its own. */
export type Clock = {
  now(): number;
  /** Calls once after `ms`; the result calls it off. */
  after(ms: number, run: () => void): () => void;
};

export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
