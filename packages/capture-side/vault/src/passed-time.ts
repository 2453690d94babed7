/**
 * How much time has passed, in milliseconds, as whichever says more tells it: the clock, which may be put back, or how long this process has run, which
 * does not count while a machine sleeps. What must not outlive its time is measured by this.
 *
 * @param steady milliseconds that never go back; those of the process when absent
 */
export function createPassedTime(
  now: () => number,
  steady: () => number = () => performance.now(),
): () => number {
  let at = { clock: now(), steady: steady() };
  let passed = 0;
  return () => {
    const next = { clock: now(), steady: steady() };
    passed += Math.max(0, next.clock - at.clock, next.steady - at.steady);
    at = next;
    return passed;
  };
}
