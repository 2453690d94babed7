import { parseArgs } from "node:util";

/**
 * What a command was given. Ends the process with the usage where that is asked for (0), or where an option is not known (2).
 *
 * @template {import("node:util").ParseArgsConfig & { options: { help: { type: "boolean" } } }} Config
 * @param {string} usage ends with a line break
 * @param {Config} config
 * @returns {ReturnType<typeof parseArgs<Config>>}
 */
export function commandLine(usage, config) {
  const parsed = parsedOrEnd(usage, config);
  if (/** @type {{ help?: boolean }} */ (parsed.values).help !== true) return parsed;
  process.stdout.write(usage);
  return process.exit(0);
}

/**
 * @template {import("node:util").ParseArgsConfig} Config
 * @param {string} usage
 * @param {Config} config
 */
function parsedOrEnd(usage, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    const [wrong] = (error instanceof Error ? error.message : String(error)).split(". ");
    process.stderr.write(`${wrong}.\n\n${usage}`);
    return process.exit(2);
  }
}
