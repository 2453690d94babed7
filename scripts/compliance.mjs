import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMemoryOnly } from "../packages/capture-side/vault/src/key-class.ts";
import { fieldClasses } from "../packages/shared/fields/src/field-class.ts";
import { permittedMetadata } from "../packages/shared/fields/src/metadata.ts";
import { renderDataFlow, renderKeys, renderResponsibility } from "../tools/compliance.mjs";
import { renderThreats } from "../tools/threats/render.mjs";
import { testTitles } from "../tools/threats/test-titles.mjs";
import { commandLine } from "./lib/command-line.mjs";
import { root } from "./lib/root.mjs";

commandLine(
  `npm run compliance

Writes the pages that are made of code, configuration and the titles of tests: docs/threats.md and those of docs/compliance.
`,
  { options: { help: { type: "boolean", short: "h" } } },
);

const titles = testTitles(root);
const folder = join(root, "docs/compliance");
mkdirSync(folder, { recursive: true });
writeFileSync(join(root, "docs/threats.md"), renderThreats(titles));
writeFileSync(join(folder, "responsibility.md"), renderResponsibility(titles));
writeFileSync(join(folder, "keys.md"), renderKeys());
writeFileSync(
  join(folder, "data-flow.md"),
  renderDataFlow(fieldClasses, permittedMetadata, isMemoryOnly),
);
