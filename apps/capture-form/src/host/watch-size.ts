/** Below this the form cannot be filled in, whatever a browser can tell of covers: CSS pixels. */
const LEAST_WIDTH = 200;
const LEAST_HEIGHT = 120;

/**
 * Reports whether the page gives the frame so little room that a slit of it could stand among fields of its own (IntersectionObserver
 * does not tell that). A frame that is not laid out at all has no size and counts as small.
 *
 * @returns stops watching
 */
export function watchSize(
  page: Pick<Window, "innerWidth" | "innerHeight" | "addEventListener" | "removeEventListener">,
  report: (small: boolean) => void,
): () => void {
  const look = () => report(isSmall(page));
  page.addEventListener("resize", look);
  look();
  return () => page.removeEventListener("resize", look);
}

export function isSmall({ innerWidth, innerHeight }: Pick<Window, "innerWidth" | "innerHeight">) {
  return innerWidth < LEAST_WIDTH || innerHeight < LEAST_HEIGHT;
}
