import { render } from "preact";
import { createCaptureFlow } from "./flow/capture-flow.ts";
import { createCollectorApi } from "./flow/collector-api.ts";
import { isLoading } from "./flow/next-state.ts";
import {
  allowedParents,
  listenForParent,
  stateForParent,
  type FrameHost,
} from "./host/frame-host.ts";
import { followLaterLinks } from "./host/follow-later-links.ts";
import { homeCountry } from "./host/home-country.ts";
import { watchOverlay } from "./host/watch-overlay.ts";
import { watchSize } from "./host/watch-size.ts";
import { pageClock } from "./host/page-clock.ts";
import { createSealer, offeredSuites } from "./sealers/create-sealer.ts";
import { prepared } from "./sealers/prepared.ts";
import { firstSealer, ownTicket, send } from "./start.ts";
import { pickWords } from "./text/pick-words.ts";
import { App } from "./ui/app.tsx";
import "./styles/index.css";

const flow = createCaptureFlow({
  api: createCollectorApi(send),
  clock: pageClock,
  createSealer: prepared(firstSealer, () =>
    createSealer(offeredSuites(document), followLaterLinks),
  ),
  homeCountry: () => homeCountry(navigator.languages),
  locale: navigator.language,
});
/** How long the outline in the page's HTML stands without words, in milliseconds: a form that is there by then is the first that is drawn. */
const PATIENCE = 1_000;
const element = document.getElementById("root");
if (element === null) throw new Error("The page has no root");
const root = element;
let isDrawn = false;

flow.subscribe(() => {
  speakTheLanguage();
  if (!isLoading(flow.view().flow)) draw();
});
speakTheLanguage();
setTimeout(draw, PATIENCE);
globalThis.addEventListener("pagehide", () => flow.dispose());
// A page that comes back from the browser's cache would show a form without its key.
globalThis.addEventListener("pageshow", (event) => event.persisted && location.reload());

if (window.parent !== window) listenForParent(window, allowedParents(document), onConnect);
else if (ownTicket === undefined) flow.noTicket();
else void openAlone(ownTicket);

async function openAlone(own: string): Promise<void> {
  // The server may have said so: set again, it has the browser match all styles anew.
  if (!("alone" in document.documentElement.dataset))
    document.documentElement.dataset["alone"] = "";
  await flow.open(own, null);
}

function onConnect(host: FrameHost) {
  let told: string | undefined;
  flow.subscribe(() => {
    const state = stateForParent(flow.view());
    if (state === undefined || state === told) return;
    told = state;
    host.tell({ type: "state", state });
  });
  new ResizeObserver(() => {
    host.tell({
      type: "height",
      px: Math.min(4_000, Math.ceil(root.getBoundingClientRect().height)),
    });
  }).observe(root);
  const hidden = { covered: false, small: false };
  const tellFlow = () => flow.setCovered(hidden.covered || hidden.small);
  watchOverlay(root, (covered) => {
    hidden.covered = covered;
    tellFlow();
  });
  watchSize(window, (small) => {
    hidden.small = small;
    tellFlow();
  });
  return {
    ticket(own: string, parentOrigin: string, scheme: "light" | "dark") {
      document.documentElement.dataset["scheme"] = scheme;
      void flow.open(own, parentOrigin);
    },
    deadline: () => void flow.refresh(),
  };
}

function draw(): void {
  if (isDrawn) return;
  isDrawn = true;
  root.replaceChildren();
  render(<App flow={flow} />, root);
  // In the frame after the one that shows it. Where it fails, sealing tries again.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => void prepareSealing().catch(() => undefined)),
  );
}

async function prepareSealing(): Promise<void> {
  await (await firstSealer).prepare();
}

function speakTheLanguage(): void {
  const { language, words } = pickWords(flow.view().locale);
  const html = document.documentElement;
  // Set again, even to the same, it has the browser match all styles anew.
  if (html.lang !== language) html.lang = language;
  if (html.dir !== words.direction) html.dir = words.direction;
}
