import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "./fail.mjs";
import { root } from "./root.mjs";
import { run, tool } from "./run.mjs";

/**
 * Builds every app (turbo keeps what did not change), or ends the process with what the build said. What turbo kept it lays over what is there, so
 * the last build goes first: a file of it that has another name now would be served with this one.
 */
export async function build() {
  const args = ["run", "build", "--output-logs=errors-only", "--ui=stream", "--no-update-notifier"];
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  process.stdout.write("Building ... ");
  const apps = await readdir(join(root, "apps"));
  await Promise.all(
    apps.map((app) => rm(join(root, "apps", app, "dist"), { recursive: true, force: true })),
  );
  const { code, output, seconds } = await run(...tool("turbo", args), { env });
  if (code !== 0) fail(`${output}\nThe build failed: the reason stands above.`);
  process.stdout.write(`done in ${seconds.toFixed(1)} s\n`);
}
