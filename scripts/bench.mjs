import { runEndToEndTool } from "./lib/end-to-end-tool.mjs";

await runEndToEndTool("e2e/bench/main.ts", process.argv.slice(2), { browser: true });
