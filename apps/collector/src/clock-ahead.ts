/** What a clock may be corrected by without anyone noticing. */
const SLEW = 60_000;

/**
 * How far a clock was put ahead since this began, in milliseconds: what it gained, a minute or more at a time, beyond the time that the process has run.
 * Put back again, it is 0 again. A machine that slept counts as put ahead: the process cannot tell the two apart.
 *
 * @param steady milliseconds that nobody puts; those of the process when absent
 */
export function createClockAhead(
  now: () => number,
  steady: () => number = () => performance.now(),
): () => number {
  let at = { clock: now(), steady: steady() };
  let ahead = 0;
  return () => {
    const next = { clock: now(), steady: steady() };
    const gained = next.clock - at.clock - (next.steady - at.steady);
    if (Math.abs(gained) >= SLEW) ahead += gained;
    at = next;
    return ahead;
  };
}
