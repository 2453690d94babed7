/**
 * The ticket of a window of its own: `#t=…`. It leaves the address bar and the history entry at once.
 *
 * @returns undefined where there is none
 */
export function takeTicket(
  location: Pick<Location, "hash" | "pathname">,
  history: Pick<History, "replaceState">,
): string | undefined {
  const found = /^#t=([A-Za-z0-9._-]{1,4000})$/.exec(location.hash);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  return found?.[1];
}
