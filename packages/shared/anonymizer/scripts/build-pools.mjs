/**
 * Writes `src/surrogates/pools.generated.ts`: names by language and gender from @faker-js/faker (MIT), frozen into a file
 * so that an upgrade of it changes no export. Run: `node packages/shared/anonymizer/scripts/build-pools.mjs`.
 */
import { writeFile } from "node:fs/promises";
import { ar, de, en, en_IN, es, fr, it, nl, pl, pt_BR, pt_PT, tr } from "@faker-js/faker";

const LANGUAGES = {
  en: [en],
  de: [de],
  es: [es],
  fr: [fr],
  pt: [pt_BR, pt_PT],
  it: [it],
  nl: [nl],
  pl: [pl],
  tr: [tr],
  ar: [ar],
  /** Names of India, as they are written in English. */
  in: [en_IN],
};

const lists = Object.entries(LANGUAGES).map(([language, locales]) => {
  const female = names(locales.map(({ person }) => person.first_name?.female));
  const male = names(locales.map(({ person }) => person.first_name?.male));
  const family = names(
    locales.map(({ person }) => person.last_name?.generic ?? person.last_name?.male),
  );
  return `  ${language}: {\n${line("female", female)}${line("male", male)}${line("family", family)}  },\n`;
});

await writeFile(
  new URL("../src/surrogates/pools.generated.ts", import.meta.url),
  `// Made by scripts/build-pools.mjs from @faker-js/faker (MIT). Do not edit.
export const POOLS = {\n${lists.join("")}} as const;\n`,
);

/** @param {string} name @param {readonly string[]} values */
function line(name, values) {
  return `    ${name}:\n      ${JSON.stringify(values.join(" "))},\n`;
}

/** One word each, letters only, so that every one can stand in an e-mail's local part. */
function names(lists) {
  const all = lists.flatMap((list) => list ?? []);
  return [...new Set(all.filter((name) => /^\p{L}{3,12}$/u.test(name)))].toSorted();
}
