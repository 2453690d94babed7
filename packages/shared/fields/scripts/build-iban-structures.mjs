// Writes src/bank/iban-structures.ts from ibantools (a development dependency).
// `node scripts/build-iban-structures.mjs && npx oxfmt src/bank/iban-structures.ts`; a test compares.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { countrySpecs } from "ibantools";

const TARGET = new URL("../src/bank/iban-structures.ts", import.meta.url);
const KINDS = { "0-9": "n", "A-Z": "a", "A-Z0-9": "c", "0-9A-Z": "c" };

/** What the table holds; the test compares the committed table with it. */
export function ibanStructureRows() {
  return Object.fromEntries(
    Object.entries(countrySpecs)
      .filter(([, spec]) => spec.bban_regexp)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([country, spec]) => [country, structure(spec.bban_regexp)]),
  );
}

function ibanStructuresSource() {
  const lines = Object.entries(ibanStructureRows()).map(([key, kinds]) => `  ${key}: "${kinds}",`);
  return `/**
 * What follows the check digits, one letter a character (ISO 13616: n digit, a letter, c either), by country.
 * Written by scripts/build-iban-structures.mjs.
 */
export const ibanStructures: Readonly<Record<string, string>> = {
${lines.join("\n")}
};
`;
}

function structure(pattern) {
  return [...pattern.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)]
    .map(([, kind, count]) => KINDS[kind].repeat(Number(count)))
    .join("");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(TARGET, ibanStructuresSource());
}
