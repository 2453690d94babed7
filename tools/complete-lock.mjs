import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { missingPlatformPackages } from "./lock/missing-platform-packages.mjs";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingPlatformPackages(lock);
const packages = Object.entries({ ...lock.packages, ...missing });
lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${Object.keys(missing).length} packages of other platforms added\n`);
