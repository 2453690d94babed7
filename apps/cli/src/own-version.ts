import { readFileSync } from "node:fs";
import { z } from "zod";

/** The version of this command line, as its package says. */
export function ownVersion(): string {
  const file = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return z.looseObject({ version: z.string() }).parse(JSON.parse(file)).version;
}
