/** How long somebody waits, short: `0:42`, `12:05` within an hour, then `1 h 05`, then `2 d`. Milliseconds in; never negative. */
export function spellWait(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${two(minutes % 60)}` : `${Math.floor(hours / 24)} d`;
}

/** How urgent a wait is: above two minutes it is late, above five very late. */
export function urgencyOf(milliseconds: number): "calm" | "late" | "very-late" {
  if (milliseconds >= 300_000) return "very-late";
  return milliseconds >= 120_000 ? "late" : "calm";
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
