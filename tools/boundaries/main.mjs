import { fileURLToPath } from "node:url";
import { checkBundles } from "./check-bundles.mjs";

const breaches = checkBundles(fileURLToPath(new URL("../..", import.meta.url)));
for (const { rule, what } of breaches) process.stderr.write(`error ${rule}: ${what}\n`);
process.exitCode = breaches.length === 0 ? 0 : 1;
