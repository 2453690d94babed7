const PRELOAD = /\s*<link rel="modulepreload" crossorigin href="([^"]*\/start-[^"]*\.js)">/;
const FORM = /<script type="module"/;

/**
 * A Vite plugin that has the page run the chunk `start` by itself, as soon as it is there, instead of preloading it for the form's script: that
 * imports the same instance. Nothing is drawn before it has run (`blocking="render"`; a browser that does not know it draws sooner).
 *
 * @returns {import("vite").Plugin}
 */
export function startScript() {
  return {
    name: "aside-start-script",
    apply: "build",
    transformIndexHtml: { order: "post", handler: withStart },
  };
}

/** @param {string} html as Vite has built it */
export function withStart(html) {
  const path = PRELOAD.exec(html)?.[1];
  if (path === undefined || !FORM.test(html)) throw new Error("the page preloads no start");
  const start = `<script type="module" async blocking="render" crossorigin src="${path}"></script>`;
  return html.replace(PRELOAD, "").replace(FORM, `${start}\n    $&`);
}
