/**
 * Whether the keyboard is in the widget. What had the focus may be gone by the time one asks, and a frame never says
 * that it has it: so the last place outside that was focused or pressed decides.
 */
export function watchFocus(shadow: ShadowRoot): () => boolean {
  let inside = shadow.activeElement !== null;
  function noticed(event: Event) {
    inside = event.composedPath().includes(shadow);
  }
  // A move of the focus inside the shadow root is not told to the document.
  shadow.addEventListener("focusin", () => {
    inside = true;
  });
  document.addEventListener("focusin", noticed, true);
  document.addEventListener("pointerdown", noticed, true);
  return () => inside || shadow.activeElement !== null;
}
