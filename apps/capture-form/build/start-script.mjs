const PRELOAD = /\s*<link rel="modulepreload" crossorigin href="([^"]*\/start-[^"]*\.js)">/;

/**
 * A Vite plugin that has the page run the chunk `start` by itself, as soon as it is there, instead of preloading it for the form's script: that
 * imports the same instance.
 *
 * @returns {import("vite").Plugin}
 */
export function startScript() {
  return {
    name: "aside-start-script",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const path = PRELOAD.exec(html)?.[1];
        if (path === undefined) throw new Error("the page preloads no start");
        const script = `<script type="module" async crossorigin src="${path}"></script>`;
        return html.replace(PRELOAD, "").replace(/<script type="module"/, `${script}\n    $&`);
      },
    },
  };
}
