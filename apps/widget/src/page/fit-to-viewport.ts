/** Tells the styles what the on-screen keyboard leaves: `--seen-height`, `--seen-top`. */
export function fitToViewport(stage: HTMLElement) {
  const viewport = window.visualViewport;
  if (!viewport) return;
  function fit() {
    if (!viewport) return;
    stage.style.setProperty("--seen-height", `${viewport.height}px`);
    stage.style.setProperty("--seen-top", `${viewport.offsetTop}px`);
  }
  fit();
  viewport.addEventListener("resize", fit);
  viewport.addEventListener("scroll", fit);
}
