#!/usr/bin/env node
import { existsSync } from "node:fs";

// Whoever reads may stop before the end, as `head` does.
process.stdout.on("error", (error) => {
  process.stderr.write(`aside: the output could not be written (${error.code}).\n`);
  process.exit(1);
});
const main = new URL("../dist/main.mjs", import.meta.url);
if (existsSync(main)) {
  const { run } = await import(main.href);
  process.exitCode = await run(process.argv);
} else {
  process.stderr.write(
    "aside: it is not built. Run npm run build, or npm start, which builds it.\n",
  );
  process.exitCode = 1;
}
