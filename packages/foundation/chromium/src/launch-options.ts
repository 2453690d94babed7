import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What Playwright's `chromium.launch` takes of this. */
export interface LaunchOptions {
  /** Absent: Playwright's own Chromium, if it was installed. */
  readonly executablePath?: string;
  readonly chromiumSandbox: boolean;
  readonly args: string[];
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** So that nothing but what the page asks for goes over the network. */
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The Chromium of `CHROMIUM_PATH`, else the first on the PATH, else Playwright's own.
 *
 * @param options.sandbox without it a page that breaks out of its renderer has all that this user has; root never has one, Chromium refuses it
 */
export function launchOptions(options: {
  readonly sandbox: boolean;
  readonly env?: NodeJS.ProcessEnv;
}): LaunchOptions {
  const { sandbox, env = process.env } = options;
  const executablePath = env["CHROMIUM_PATH"] || onPath(env["PATH"] ?? "");
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: sandbox && process.getuid?.() !== 0,
    args: [...ARGS],
  };
}

function onPath(path: string): string | undefined {
  return NAMES.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name))).find(
    (file) => isExecutable(file),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
