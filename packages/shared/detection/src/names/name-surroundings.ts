import * as MEANS from "../language/means.ts";
import { tokenBits, WORD } from "../lexicon/lexicon.ts";
import type { Reading } from "../text/reading.ts";
import type { Token } from "../text/tokens.ts";
import type { NameWord } from "./name-words.ts";

const ORGANISATIONS = new Set(
  "street road avenue lane drive hotel restaurant inn cafe club bar park museum college university school hospital church center centre station airport bank inc ltd llc corp company group house court place apartments theatre theater square bridge city county state river island mall shop store salon spa clinic airlines airways motors insurance cuisine food gallery lodge guesthouse st ave rd blvd kitchen grill pizza bistro tavern pub cinema library garden gardens arms boulevard way plaza terrace academy institute foundation association trust realty properties consulting solutions technologies systems industries holdings services logistics enterprises motel hostel alehouse brewhouse taproom broadband mobile energy water telecom finance travel tours media networks electric pharmacy surgery dental patisserie balti tandoori steak noodles sushi ramen homes resort diner deli bakery brewery winery steakhouse gmbh ag sa sarl srl ltda plc".split(
    " ",
  ),
);
/** What a house is called by in front: "Trattoria Lucca", "Hotel Adler". */
const HOUSES = new Set(
  "trattoria patisserie boulangerie ristorante osteria pizzeria taverna taqueria cantina brasserie bodega chez izakaya cafe hotel restaurant restaurante bar gasthof gasthaus pousada auberge posada hostal lycee universidad universidade klinik".split(
    " ",
  ),
);

const PLACE_BEFORE = new Set([
  "in",
  "near",
  "around",
  "at",
  "via",
  "within",
  "outside",
  "city",
  "the",
  "a",
  "an",
  "this",
  "that",
  "some",
  "any",
]);
const PLACE_BEHIND = new Set(
  "area neighborhood neighbourhood district cuisine food restaurant restaurants hotel hotels room apartment apartments venue airport bear oil salad brownie cheese car account app branch store shirt shirts jeans shoes sneakers trainers boots jacket handbag perfume sofa retro card".split(
    " ",
  ),
);

/** How much the words around say "a place or a thing". */
export function placeLike({ tokens }: Reading, first: number, end: number): number {
  const before = tokens[first - 1]?.key ?? "";
  const called = CALLED.has(before) ? (tokens[first - 2]?.key ?? "") : before;
  return (
    (PLACE_BEFORE.has(before) ? 1.6 : 0) +
    (isWay(tokens, first) ? 3 : 0) +
    (SIDES.has(tokens[first - 1]?.raw ?? "") ? 2 : 0) +
    (before === "and" && ORDINAL.has(tokens[first - 2]?.key ?? "") ? 2 : 0) +
    (before === "the" || tokens[first]?.raw === "The" ? 1 : 0) +
    (ORGANISATIONS.has(called) || AREAS.has(called) ? 2 : 0) +
    (PLACE_BEHIND.has(tokens[end]?.key ?? "") ? 2 : 0)
  );
}

/** "5th and Main". */
const ORDINAL = new Set(["st", "nd", "rd", "th"]);

/** "West Bay". */
const SIDES = new Set(["North", "South", "East", "West"]);

/** "going to London", "a flight from Lucca to Palermo": a way to a place, not to a person. */
function isWay(tokens: readonly Token[], first: number): boolean {
  const place = tokens[first];
  if (!place || !ENDS.has(tokens[first - 1]?.key ?? "")) return false;
  const way = tokens[first - 2]?.key ?? "";
  if (TRAVELS.has(way) || TRAVELS.has(tokens[first - 3]?.key ?? "")) return true;
  // "from Lucca to Palermo": what a travel goes on to.
  if (ENDS.has(tokens[first - 3]?.key ?? "") && TRAVELS.has(tokens[first - 4]?.key ?? ""))
    return true;
  return WAYS.has(way) && (tokenBits(place) & (WORD.place | WORD.town)) !== 0;
}

const ENDS = new Set(["to", "from"]);
/** On these nobody goes to a person. */
const TRAVELS = new Set(
  "fly flies flying flew flown flight flights travel travels travelling traveling travelled trip trips train trains bus buses ferry coach drive driving drove depart departs departing leaving ticket tickets journey cruise".split(
    " ",
  ),
);

const WAYS = new Set(
  "go goes going went gone move moving moved relocate way get getting head heading headed coming come came back delivery shipping posted".split(
    " ",
  ),
);

const CALLED = new Set(["called", "named", "name", "of"]);
const AREAS = new Set(["neighborhood", "neighbourhood", "area", "district", "town", "venue"]);

/** "olive oil", "London Road branch": what stands behind makes a thing of it, whatever stands in front. */
export function isMade({ tokens }: Reading, end: number): boolean {
  return FOODS.has(tokens[end]?.key ?? "");
}

const FOODS = new Set(
  "oil salad brownie cheese sauce pizza bread cake burger burgers sandwich wrap soup curry tea coffee tomatoes fries wings".split(
    " ",
  ),
);

/** "a restaurant called", "the venue name is": what follows is no person. */
export function namesThing({ tokens }: Reading, first: number, end: number): boolean {
  for (let at = end - 1; at >= 0 && at >= first - 3; at--) {
    if (isThing(tokens[at])) return true;
    if (at < first && tokens[at]?.kind === "mark") return false;
  }
  return false;
}

export function isThing(token: Token | undefined): boolean {
  return token !== undefined && (ORGANISATIONS.has(token.key) || THINGS.has(token.key));
}

const THINGS = new Set(
  "place venue company movie film song album band event show brand product city town street pet dog cat school team website app bear".split(
    " ",
  ),
);

/** Whether a word for houses is at `first` or in front of it. */
export function isHouse({ tokens }: Reading, first: number): boolean {
  return HOUSES.has(tokens[first]?.key ?? "") || HOUSES.has(tokens[first - 1]?.key ?? "");
}

export function isOrganisation({ tokens }: Reading, first: number, end: number): boolean {
  // "Saint Catharine 's College": an apostrophe that stands apart.
  const next = tokens[end]?.raw === "'" && tokens[end + 1]?.key === "s" ? end + 2 : end;
  if (ORGANISATIONS.has(tokens[next]?.key ?? "")) return true;
  // "hyun-woo park": a first name in two parts, and a surname.
  const full = tokens[first + 1]?.raw === "-" && end - first === 4;
  return !full && ORGANISATIONS.has(tokens[end - 1]?.key ?? "");
}

/** Where the message's own content begins, and whether it is short. */
export function contentOf(
  reading: Reading,
  words: readonly (NameWord | undefined)[],
): { first: number; short: boolean; others: number } {
  const { tokens, lexis } = reading;
  let first = 0;
  while (
    first < tokens.length &&
    (tokens[first]?.kind === "mark" ||
      (lexis.means(tokens[first], MEANS.connector) && (words[first]?.score ?? 0) < 1))
  )
    first++;
  let others = 0;
  for (const word of words)
    if (word && word.score <= -2 && !lexis.means(word.token, MEANS.connector)) others++;
  const upToNumber = tokens.findIndex(
    (token, at) =>
      at > first &&
      (token.kind === "digits" ||
        reading.cueStartingAt.get(at)?.type !== undefined ||
        /^[,.!?]$/.test(token.raw) ||
        token.key === "and"),
  );
  const length = (upToNumber < 0 ? tokens.length : upToNumber) - first;
  return { first, short: length >= 1 && length <= 3 && others <= 2, others };
}
