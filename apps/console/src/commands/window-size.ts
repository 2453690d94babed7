/** One pane at a time. In rem, as in the styles: larger letters need more room. */
export function isNarrow(): boolean {
  return matchMedia("(width < 47.5rem)").matches;
}

/** Room for the context beside the conversation. */
export function isWide(): boolean {
  return matchMedia("(width >= 75rem)").matches;
}
