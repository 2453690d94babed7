import type { parseArgs, ParseArgsConfig } from "node:util";

export function commandLine<
  const Config extends ParseArgsConfig & { options: { help: { type: "boolean" } } },
>(usage: string, config: Config): ReturnType<typeof parseArgs<Config>>;
