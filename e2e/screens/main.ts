import { chromium } from "@playwright/test";
// @boundaries-ignore how a command is called is the same for all of the repository
import { commandLine } from "../../scripts/lib/command-line.mjs";
import config from "../playwright.config.ts";
import { startSystem } from "../system/system.ts";
import { custodians } from "./custodians.ts";
import { faces } from "./faces.ts";
import { incidents } from "./incidents.ts";
import { SCHEMES } from "./keep.ts";
import { payments } from "./payments.ts";
import { phone } from "./phone.ts";

const parts = { faces, phone, custodians, incidents };
const known = [...Object.keys(parts), "payments"];
const { positionals: only } = commandLine(
  `npm run screens [-- PART...]

Writes docs/screens: every state of the faces as the running system shows it, or only the parts that are named.
Parts: ${known.join(", ")}
`,
  { allowPositionals: true, options: { help: { type: "boolean", short: "h" } } },
);
const isWanted = (name: string): boolean => only.length === 0 || only.includes(name);
const unknown = only.find((name) => !known.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no part ${unknown}. Parts: ${known.join(", ")}\n`);
  process.exit(2);
}
const wanted = Object.entries(parts).filter(([name]) => isWanted(name));

const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  if (wanted.length > 0) {
    const system = await startSystem();
    try {
      for (const scheme of SCHEMES)
        for (const [, part] of wanted) await part(browser, system, scheme);
    } finally {
      await system.stop();
    }
  }
  if (isWanted("payments")) await payments(browser);
} finally {
  await browser.close();
}
