import { inkOn } from "./ink.ts";
import type { WidgetConfig } from "./config.ts";
import css from "./host.css?inline";

/** Where the widget lives on a page: an element of its own with a shadow root, whose styles go neither in nor out. */
export type Host = {
  shadow: ShadowRoot;
  /** Holds all that the widget shows. */
  stage: HTMLElement;
  addStyles(css: string): void;
  setColour(colour: string): void;
};

export function createHost(config: WidgetConfig, direction: "ltr" | "rtl"): Host {
  const element = document.createElement("aside-widget");
  const shadow = element.attachShadow({ mode: "open" });
  const stage = document.createElement("div");
  stage.className = `stage ${config.position}`;
  stage.dir = direction;
  stage.lang = config.language;
  shadow.append(stage);

  function addStyles(text: string) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets.push(sheet);
  }

  addStyles(css);
  document.body.append(element);
  stage.style.setProperty("--unit", `${letterSize(stage) / 16}px`);
  return {
    shadow,
    stage,
    addStyles,
    setColour(colour) {
      stage.style.setProperty("--accent", colour);
      stage.style.setProperty("--on-accent", inkOn(colour));
    },
  };
}

/** What the browser is set to, whatever the page makes of its own root: the keyword is the same everywhere. */
function letterSize(stage: HTMLElement): number {
  const probe = document.createElement("span");
  probe.style.fontSize = "medium";
  stage.append(probe);
  const { fontSize } = getComputedStyle(probe);
  probe.remove();
  return parseFloat(fontSize) || 16;
}
