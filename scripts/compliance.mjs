import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderThreats } from "../tools/threats/render.mjs";
import { testTitles } from "../tools/threats/test-titles.mjs";
import { root } from "./lib/root.mjs";

/** Writes the pages that are made of code, configuration and the titles of tests. */
const titles = testTitles(root);
writeFileSync(join(root, "docs/threats.md"), renderThreats(titles));
