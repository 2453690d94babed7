import { EventEmitter, once } from "node:events";
import { chromium, type Browser, type CDPSession } from "@playwright/test";
import { gatewayKey, type GatewayKey } from "../clients/gateway-key.ts";
import config from "../playwright.config.ts";
import type { System } from "../system/system.ts";
import { register } from "./capture-jobs.ts";
import type { Figure } from "./report.ts";
import { settled } from "./settled.ts";
import { median } from "./statistics.ts";

const ROUNDS = 9;
const SLOWER = 4;
const GOAL = 300;
/** What runs before the form is ready. */
const SCRIPTS = ["/form/assets/start-", "/form/assets/index-"];
/** A form that is not there after this long, in milliseconds, never comes. */
const PATIENCE = 60_000;

/**
 * How long the form takes from its first script to a form that is drawn, takes input and can be sent, in a window of its own, nothing cached, the
 * processor slowed down: compile, the ephemeral key, the ticket spent at the collector, the fields drawn, and the collector's answer above and below
 * them. The button is disabled until that is there. The browser itself is at rest before: what its new window loads for its own bars is no part of the form.
 */
export async function benchFormReady(system: System): Promise<Figure[]> {
  const key = await gatewayKey(system);
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  const loads: Load[] = [];
  // The first warms the servers, and the browser's own processes.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const load = await loadOnce(browser, await linkOf(key, system));
    if (round > 0) loads.push(load);
  }
  await browser.close();
  const value = median(loads.map(({ script, ready }) => ready - script));
  const middle = (part: (load: Load) => number) => Math.round(median(loads.map(part)));
  return [
    {
      name: `form ready, script to interactive, processor ${SLOWER} times slower`,
      value,
      unit: "ms",
      goal: `< ${GOAL} ms`,
      met: value < GOAL,
      detail: `from the first script's arrival until the frame is drawn in which the fields take input and the button can be pressed, nothing cached, loopback, the browser at rest before; after the navigation: script ${middle(({ script }) => script)} ms, \`open\` asked ${middle(({ asked }) => asked)} ms, answered ${middle(({ answered }) => answered)} ms, ready ${middle(({ ready }) => ready)} ms; main thread's own processor time ${middle(({ busy }) => busy)} ms`,
    },
  ];
}

/** A link that opens the form by itself, as on another device. */
async function linkOf(key: GatewayKey, system: System): Promise<string> {
  const { conversation, capture } = await register(key);
  const about = { tenant: "demo", conversation, capture, template: "card" };
  const ticket = await key.ticket({ ...about, parentOrigin: null, locale: "en" });
  return `${system.collector.url}/form?tenant=demo#t=${ticket}`;
}

/** Milliseconds after the navigation. */
interface Load {
  /** The last byte of the first script. */
  script: number;
  /** The ticket's opening, sent and answered. */
  asked: number;
  answered: number;
  /** Processor time of the page's main thread until then. */
  busy: number;
  /** The frame with a field that takes input and a button that can be pressed is drawn, and the page is idle enough to hear of it. */
  ready: number;
}

async function loadOnce(browser: Browser, link: string): Promise<Load> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await settled(browser);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await taskMs(devtools);
  // Told by the page itself: whoever polls slows it down.
  const ready = new EventEmitter();
  const told = once(ready, "told", { signal: AbortSignal.timeout(PATIENCE) });
  await page.exposeBinding("formReady", () => ready.emit("told"));
  await page.addInitScript(whenReady);
  await page.goto(link, { waitUntil: "commit" });
  await told;
  const busy = (await taskMs(devtools)) - before;
  const entries: Entry[] = await page.evaluate(() =>
    performance.getEntries().map((entry) => ({
      name: entry.name,
      from: entry.startTime,
      to: entry instanceof PerformanceResourceTiming ? entry.responseEnd : entry.startTime,
    })),
  );
  await context.close();
  const open = named(entries, "/v1/captures/open");
  const script = Math.min(...SCRIPTS.map((part) => named(entries, part).to));
  return {
    script,
    asked: open.from,
    answered: open.to,
    ready: named(entries, "form-ready").from,
    busy,
  };
}

async function taskMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
}

/** Of the page's time line: milliseconds after the navigation. */
interface Entry {
  name: string;
  from: number;
  to: number;
}

function named(entries: readonly Entry[], part: string): Entry {
  const found = entries.find(({ name }) => name.includes(part) && !name.endsWith(".css"));
  if (found === undefined) throw new Error(`the page did not load ${part}`);
  return found;
}

/** Runs in the page, before its own scripts. */
function whenReady(): void {
  const seen = new MutationObserver(() => {
    const [field, button] = ['input[autocomplete="cc-number"]:enabled', ".primary:enabled"].map(
      (each) => document.querySelector(each),
    );
    if (!field || !button) return;
    seen.disconnect();
    // After the next frame is drawn: a message is heard once that is done.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => {
        performance.mark("form-ready");
        const tell: unknown = Reflect.get(globalThis, "formReady");
        if (typeof tell === "function") tell();
      });
      port1.start();
      port2.postMessage(null);
    });
  });
  seen.observe(document, { subtree: true, childList: true, attributes: true });
}
