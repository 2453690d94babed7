/** What `IntersectionObserver` version 2 adds; TypeScript's DOM types do not have it. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

interface VisibilityOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}

const DELAY = 100;
/** A field with its label and its marks, and the button that sends: what lies over an input inside a field is the form's own. */
const CONTROLS = ".field, .primary";

/**
 * Reports whether the embedding page covers, fades, filters or transforms a control of the form (Chromium; see W3C
 * Intersection Observer, `trackVisibility`). A browser without it never reports. Only controls that are wholly in view
 * count: at the edge of a page's scroller the browser cannot tell a neighbour that touches from one that covers.
 *
 * @returns stops watching
 */
export function watchOverlay(root: Element, report: (covered: boolean) => void): () => void {
  const options: VisibilityOptions = { threshold: [0, 1], trackVisibility: true, delay: DELAY };
  const covered = new Set<Element>();
  const intersections = new IntersectionObserver((entries: readonly VisibilityEntry[]) => {
    for (const entry of entries) {
      if (isCovered(entry)) covered.add(entry.target);
      else covered.delete(entry.target);
    }
    report(covered.size > 0);
  }, options);
  const watched = new Set<Element>();
  const mutations = new MutationObserver(watchControls);
  mutations.observe(root, { childList: true, subtree: true });
  watchControls();

  function watchControls(): void {
    for (const control of watched) {
      if (control.isConnected) continue;
      intersections.unobserve(control);
      watched.delete(control);
      covered.delete(control);
    }
    for (const control of root.querySelectorAll(CONTROLS)) {
      if (watched.has(control)) continue;
      watched.add(control);
      intersections.observe(control);
    }
  }

  return () => {
    intersections.disconnect();
    mutations.disconnect();
  };
}

export function isCovered(
  entry: Pick<VisibilityEntry, "isVisible" | "intersectionRatio">,
): boolean {
  return entry.isVisible === false && entry.intersectionRatio === 1;
}
