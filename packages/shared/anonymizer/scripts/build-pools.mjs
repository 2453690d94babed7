/**
 * Writes `src/surrogates/pools.generated.ts`: names by language and gender from @faker-js/faker (MIT), frozen into a file
 * so that an upgrade of it changes no export; and what else is known of names, of all its languages and of compromise's (MIT). Run: `node packages/shared/anonymizer/scripts/build-pools.mjs`.
 */
import { writeFile } from "node:fs/promises";
import nlp from "compromise";
import {
  allLocales,
  ar,
  de,
  en,
  en_IN,
  es,
  fr,
  it,
  nl,
  pl,
  pt_BR,
  pt_PT,
  tr,
} from "@faker-js/faker";

const NAME = /^\p{L}{3,12}$/u;
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
  `// Made by scripts/build-pools.mjs from @faker-js/faker and compromise (MIT). Do not edit.
export const POOLS = {\n${lists.join("")}} as const;
/** Names of no pool, in small letters without accents: what they tell of a person, no surrogate. */
export const OTHERS = {\n${others()}} as const;\n`,
);

function others() {
  const female = new Set();
  const male = new Set();
  const family = new Set();
  const add = (set, list) => {
    for (const name of list ?? [])
      if (/^[\p{Script=Latin}\p{M}]{3,14}$/u.test(name)) set.add(bare(name));
  };
  for (const { person } of Object.values(allLocales)) {
    add(female, person?.first_name?.female);
    add(male, person?.first_name?.male);
    for (const kind of ["generic", "female", "male"]) add(family, person?.last_name?.[kind]);
  }
  const tagged = Object.entries(nlp.model().one.lexicon).map(([word, tags]) => [
    word,
    [tags].flat(),
  ]);
  for (const [word, tags] of tagged) {
    if (tags.includes("FemaleName")) add(female, [word]);
    if (tags.includes("MaleName")) add(male, [word]);
  }
  for (const [word, tags] of tagged) {
    if (!tags.includes("LastName")) continue;
    add(family, [word]);
    female.delete(bare(word));
    male.delete(bare(word));
  }
  const pools = new Set(
    Object.values(LANGUAGES).flatMap((locales) =>
      locales.flatMap(({ person }) =>
        [
          person.first_name?.female,
          person.first_name?.male,
          person.last_name?.generic,
          person.last_name?.male,
        ]
          .flatMap((list) => list ?? [])
          .filter((name) => NAME.test(name))
          .map((name) => bare(name)),
      ),
    ),
  );
  const rest = (set, ...not) =>
    [...set].filter((name) => !pools.has(name) && !not.some((one) => one.has(name))).toSorted();
  return (
    line("female", rest(female, male)) +
    line("male", rest(male, female)) +
    line("family", rest(family, female, male))
  ).replace(/^  /gm, "");
}

/** @param {string} name */
function bare(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {string} name @param {readonly string[]} values */
function line(name, values) {
  return `    ${name}:\n      ${JSON.stringify(values.join(" "))},\n`;
}

/** One word each, letters only, so that every one can stand in an e-mail's local part. */
function names(lists) {
  const all = lists.flatMap((list) => list ?? []);
  return [...new Set(all.filter((name) => NAME.test(name)))].toSorted();
}
