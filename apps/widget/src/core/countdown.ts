/** What is left of a capture's time. It is shown when it grows short. */
export type Countdown = { seconds: number; shown: boolean; spoken: boolean };

const SHOWN_BELOW_S = 120;
const SPOKEN_AT_S: readonly number[] = [120, 60, 30, 10];

/**
 * @param deadline by the server's clock
 * @param now by this computer's clock
 * @param skew the server's clock less this computer's
 */
export function countdown(deadline: number, now: number, skew: number): Countdown {
  const seconds = Math.max(0, Math.ceil((deadline - now - skew) / 1_000));
  return { seconds, shown: seconds <= SHOWN_BELOW_S, spoken: SPOKEN_AT_S.includes(seconds) };
}

/** `1:05` */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
