#!/usr/bin/env node
import { register } from "tsx/esm/api";

// Whoever reads may stop before the end, as `head` does.
process.stdout.on("error", (error) => {
  process.stderr.write(`aside: the output could not be written (${error.code}).\n`);
  process.exit(1);
});
register();
const { run } = await import("../src/main.ts");
process.exitCode = await run(process.argv);
