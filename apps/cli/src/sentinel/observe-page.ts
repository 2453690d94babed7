import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { launchOptions } from "@aside/chromium";
import { InvalidArgumentError, Option } from "commander";
import type * as playwright from "playwright-core";
import type { Browser, CDPSession, Page } from "playwright-core";
import { dependencies } from "../../package.json";
import { CliError } from "../errors.ts";

/** A page as a browser received it. */
export interface Observed {
  /** Those of {@link WATCHED} that the page's document came with. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every script that the page's own frame ran, inline ones too. */
  readonly scripts: readonly { readonly path: string; readonly sha384: string }[];
}

export interface ObserveOptions {
  readonly press: readonly string[];
  readonly watch: number;
  readonly sandbox: boolean;
}

/** The options of a command that looks at a page. */
export function observeOptions(): Option[] {
  return [
    new Option("--press <names...>", "buttons to press first, such as the chat's").default([]),
    new Option("--watch <seconds>", "how long to look on: scripts may come late")
      .argParser(seconds)
      .default(10),
    new Option("--no-sandbox", "start Chromium without its sandbox, where a container allows none"),
  ];
}

function seconds(value: string): number {
  if (/^\d{1,3}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("A whole number from 0 to 999.");
}

/** Headers whose change changes what a page may do or who may embed it; and cookies, of which only the names are kept. */
const WATCHED = [
  "content-security-policy",
  "content-security-policy-report-only",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "integrity-policy",
  "origin-agent-cluster",
  "permissions-policy",
  "referrer-policy",
  "reporting-endpoints",
  "set-cookie",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
];

/**
 * Opens a page in headless Chromium, presses the buttons that are named, looks on for a while, and tells what came.
 *
 * @param options.watch seconds, after the last press: what a page loads later is not seen
 * @throws CliError `no_browser`, `unreachable`
 */
export async function observePage(url: string, options: ObserveOptions): Promise<Observed> {
  const browser = await launch(options.sandbox);
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const quiet = watchRequests(page);
    const collected = await collectScripts(page, url);
    const response = await page.goto(url, { waitUntil: "networkidle" }).catch((cause: unknown) => {
      throw new CliError("unreachable", `${url} does not open in the browser`, { cause });
    });
    if (response === null || !response.ok()) {
      throw new CliError("unreachable", `${url} answers ${response?.status() ?? "nothing"}`);
    }
    for (const name of options.press) {
      await page.getByRole("button", { name, exact: true }).first().click();
      await quiet();
    }
    await delay(options.watch * 1_000);
    return { headers: await watched(response.headersArray()), scripts: await collected() };
  } finally {
    await browser.close();
  }
}

/** How long nothing may be asked for until a page counts as loaded, and how long that is waited for. */
const QUIET = 1_000;
const LONGEST = 30_000;

/** Waits until what a press loads is there. The browser's own "network idle" was reached before, and is not reached again. */
function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<unknown>();
  let last = Date.now();
  const note = () => (last = Date.now());
  page.on("request", (request) => {
    open.add(request);
    note();
  });
  const ended = (request: unknown) => {
    open.delete(request);
    note();
  };
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return async () => {
    const until = note() + LONGEST;
    while ((open.size > 0 || Date.now() - last < QUIET) && Date.now() < until) await delay(50);
  };
}

async function watched(all: Promise<{ name: string; value: string }[]>) {
  const headers: Record<string, string> = {};
  for (const { name, value } of await all) {
    const key = name.toLowerCase();
    if (!WATCHED.includes(key)) continue;
    const shown = key === "set-cookie" ? (value.split("=")[0] ?? "") : value;
    headers[key] = headers[key] === undefined ? shown : `${headers[key]}, ${shown}`;
  }
  return headers;
}

/** Listens to the engine itself: whatever is compiled in the page's own world, however it got there. */
async function collectScripts(page: Page, url: string) {
  const session = await page.context().newCDPSession(page);
  const found: { id: string; from: string; wasm: boolean }[] = [];
  session.on("Debugger.scriptParsed", (script) => {
    // Playwright's own scripts run in a world of theirs.
    const own: { isDefault?: boolean } = { ...script.executionContextAuxData };
    if (own.isDefault !== true) return;
    const wasm = script.scriptLanguage === "WebAssembly";
    found.push({ id: script.scriptId, from: script.url, wasm });
  });
  await session.send("Debugger.enable");
  return async () => {
    const scripts = new Map<string, { path: string; sha384: string }>();
    for (const { id, from, wasm } of found) {
      const sha384 = await digestOf(session, id);
      const path = wasm ? "wasm" : pathOf(from, url);
      scripts.set(`${path} ${sha384}`, { path, sha384 });
    }
    return [...scripts.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  };
}

async function digestOf(session: CDPSession, scriptId: string): Promise<string> {
  const { scriptSource, bytecode } = await session.send("Debugger.getScriptSource", { scriptId });
  const bytes =
    bytecode === undefined ? Buffer.from(scriptSource) : Buffer.from(bytecode, "base64");
  return createHash("sha384").update(bytes).digest("base64");
}

function pathOf(from: string, page: string): string {
  if (from === "" || from === page || !URL.canParse(from)) return "inline";
  const { origin, pathname } = new URL(from);
  return origin === new URL(page).origin ? pathname : `${origin}${pathname}`;
}

async function launch(sandbox: boolean): Promise<Browser> {
  const { chromium } = loadPlaywright();
  try {
    return await chromium.launch(launchOptions({ sandbox }));
  } catch (cause) {
    const text =
      "no Chromium started: install one, or name it in CHROMIUM_PATH; in a container that allows no user namespaces: --no-sandbox";
    throw new CliError("no_browser", text, { cause });
  }
}

/** Most of a second: only where a page is looked at, and not by `import()`, which reads it once more, for the names of its exports. */
function loadPlaywright(): typeof playwright {
  try {
    return createRequire(import.meta.url)("playwright-core");
  } catch (cause) {
    const text = `what drives the browser is not there: npm install playwright-core@${dependencies["playwright-core"]}`;
    throw new CliError("no_browser", text, { cause });
  }
}
