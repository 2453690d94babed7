import { element } from "./element.ts";
import type { Words } from "./text/words.ts";

const SECONDS = 30;

/**
 * Draws a value for 30 seconds. It is painted, never put into the page: there is nothing to select, to copy or to find later. The drawing
 * says who looks and when. It ends early when the page is left, hidden or printed.
 *
 * @param bytes are cleared at once
 * @returns resolves when nothing is to be seen any more
 */
export function showValue(
  bytes: Uint8Array,
  options: { place: HTMLElement; words: Words; who: string; what: string },
): Promise<void> {
  // It came while nobody was looking: it has ended before it began.
  if (document.hidden) {
    bytes.fill(0);
    return Promise.resolve();
  }
  const { place, words, who, what } = options;
  const canvas = element("canvas", { class: "value", role: "img", "aria-label": words.painted });
  const left = element("p", { class: "left", role: "timer" });
  const close = element("button", { type: "button", class: "primary" }, words.hideNow);
  const panel = element("section", { class: "panel viewer" });
  panel.append(
    element("h2", {}, what),
    canvas,
    left,
    close,
    element("p", { class: "quiet" }, words.recorded),
  );
  place.replaceChildren(panel);
  close.focus();
  paint(canvas, new TextDecoder().decode(bytes), `${who} · ${new Date().toLocaleString()}`);
  bytes.fill(0);

  return new Promise((resolve) => {
    // By whichever clock says more: one may be put back, the other stands while the machine sleeps.
    const began = { clock: Date.now(), steady: performance.now() };
    const passed = () =>
      Math.max(Date.now() - began.clock, performance.now() - began.steady) / 1_000;
    const end = () => {
      clearInterval(timer);
      for (const name of ENDING) window.removeEventListener(name, end);
      document.removeEventListener("visibilitychange", end);
      canvas.width = 0;
      panel.remove();
      resolve();
    };
    const tick = () => {
      const seconds = Math.ceil(SECONDS - passed());
      left.textContent = words.secondsLeft(Math.max(0, seconds));
      if (seconds <= 0) end();
    };
    const timer = setInterval(tick, 250);
    tick();
    close.addEventListener("click", end);
    for (const name of ENDING) window.addEventListener(name, end);
    document.addEventListener("visibilitychange", end);
  });
}

const ENDING = ["pagehide", "beforeprint", "blur"] as const;

/** Nothing of this page is selected, copied, dragged, printed or offered by a menu. */
export function blockCopies(): void {
  for (const name of ["copy", "cut", "dragstart", "contextmenu", "selectstart"]) {
    document.addEventListener(name, (event) => {
      if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
    });
  }
  window.addEventListener("keydown", (event) => {
    const printing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p";
    if (printing || event.key === "PrintScreen") event.preventDefault();
  });
}

function paint(canvas: HTMLCanvasElement, text: string, mark: string): void {
  const scale = window.devicePixelRatio;
  const width = Math.min(640, window.innerWidth - 80);
  const grouped = /^\d{12,19}$/.test(text) ? text.replace(/\d{4}(?=\d)/g, "$& ") : text;
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const font = `600 ${Math.min(28, (width - 32) / 15)}px ui-monospace, monospace`;
  pen.font = font;
  const lines = wrap(pen, grouped, width - 32);
  const height = 64 + lines.length * 36;
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.style.width = `${width}px`;
  const style = getComputedStyle(document.documentElement);
  pen.scale(scale, scale);
  pen.font = "12px system-ui, sans-serif";
  pen.fillStyle = style.getPropertyValue("--mark");
  pen.save();
  pen.rotate(-0.18);
  for (let y = 0; y < height + 160; y += 28)
    for (let x = -40; x < width; x += pen.measureText(mark).width + 32) pen.fillText(mark, x, y);
  pen.restore();
  pen.font = font;
  pen.fillStyle = style.getPropertyValue("--text");
  pen.textAlign = "center";
  lines.forEach((line, index) => pen.fillText(line, width / 2, 58 + index * 36));
}

/** By what is drawn: the letters of some scripts are twice as wide as others. */
function wrap(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (line !== "" && pen.measureText(line + segment).width > width) {
      lines.push(line);
      line = "";
    }
    line += segment;
  }
  return [...lines, line];
}
