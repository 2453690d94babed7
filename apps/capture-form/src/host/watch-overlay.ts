/** What `IntersectionObserver` version 2 adds; TypeScript's DOM types do not have it. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

interface VisibilityOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}

const DELAY = 100;
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

/**
 * Reports whether the embedding page covers, fades, filters or transforms the frame (Chromium; see W3C Intersection Observer,
 * `trackVisibility`). A browser without it never reports. A part that is merely scrolled away is not covered.
 *
 * @returns stops watching
 */
export function watchOverlay(target: Element, report: (covered: boolean) => void): () => void {
  const options: VisibilityOptions = { threshold: STEPS, trackVisibility: true, delay: DELAY };
  const observer = new IntersectionObserver((entries) => {
    const entry: VisibilityEntry | undefined = entries.at(-1);
    if (entry !== undefined) report(isCovered(entry));
  }, options);
  observer.observe(target);
  return () => observer.disconnect();
}

export function isCovered(entry: Pick<VisibilityEntry, "isVisible" | "isIntersecting">): boolean {
  return entry.isVisible === false && entry.isIntersecting;
}
