import { fail } from "./fail.mjs";
import { run, tool } from "./run.mjs";

/** Builds every app (turbo keeps what did not change), or ends the process with what the build said. */
export async function build() {
  const args = ["run", "build", "--output-logs=errors-only", "--ui=stream", "--no-update-notifier"];
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  process.stdout.write("Building ... ");
  const { code, output, seconds } = await run(...tool("turbo", args), { env });
  if (code !== 0) fail(`${output}\nThe build failed: the reason stands above.`);
  process.stdout.write(`done in ${seconds.toFixed(1)} s\n`);
}
