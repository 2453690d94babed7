import { describe, expect, test } from "vitest";
import { ClassCounts } from "./class-counts.ts";
import { generalise } from "./generalise.ts";
import { judged, marked } from "./judged.fixture.ts";
import { quasiIn } from "./quasi-identifiers.ts";
import { quasiOf } from "./quasi-of-turns.ts";

const nurse = ["c: I'm a nurse from Boston, 34 years old", "a: how can I help?"];
const plain = ["c: where is my parcel?", "a: on its way"];

test("single facts are found, with where they stand", () => {
  const text = "I'm a nurse, I work at Mercy Hospital, I turned 34 on March 3rd, after the divorce";
  expect(quasiIn(text, []).map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([
    ["nurse", "quasi.occupation"],
    ["Mercy Hospital", "quasi.employer"],
    ["34", "quasi.age"],
    ["March 3rd", "quasi.date"],
    ["divorce", "quasi.event"],
  ]);
});

const factsIn = (text: string) =>
  quasiIn(text, []).map(({ start, end, type }) => [text.slice(start, end), type]);

test.each([
  ["Ich bin Krankenschwester und arbeite bei Siemens", ["Krankenschwester", "Siemens"]],
  [
    "ich bin 34 Jahre alt, geboren 1989, am 3. März war der Unfall",
    ["34", "1989", "3. März", "Unfall"],
  ],
  ["Soy enfermera, trabajo para Iberdrola y tengo 34 años", ["enfermera", "Iberdrola", "34"]],
  [
    "nací en 1989 y el 3 de marzo de 2020 fue el divorcio",
    ["1989", "3 de marzo de 2020", "divorcio"],
  ],
  ["Je suis infirmière, je travaille chez Renault, j'ai 34 ans", ["infirmière", "Renault", "34"]],
  ["née en 1989, le 3 février après l'accident", ["1989", "3 février", "accident"]],
  ["Sou enfermeira, trabalho na Petrobras e tenho 34 anos", ["enfermeira", "Petrobras", "34"]],
  ["nasci em 1989, em 3 de março foi o divórcio", ["1989", "3 de março", "divórcio"]],
  ["tengo 3 preguntas, sin embargo", []],
])("facts are found in five languages: %s", (text, values) =>
  expect(factsIn(text).map(([value]) => value)).toEqual(values),
);

test.each([
  ["I live in Reading, reading is nice", [["Reading", "quasi.city"]]],
  ["Nice playing with you in Nice", [["Nice", "quasi.city"]]],
  [
    "from st. louis to New York City",
    [
      ["st. louis", "quasi.city"],
      ["New York City", "quasi.city"],
    ],
  ],
  [
    "ich wohne in München in Deutschland",
    [
      ["München", "quasi.city"],
      ["Deutschland", "quasi.region"],
    ],
  ],
  [
    "Boston's weather in the UK and the U.S.A.",
    [
      ["Boston", "quasi.city"],
      ["UK", "quasi.region"],
      ["U.S.A", "quasi.region"],
    ],
  ],
  [
    "from LA to SF, LA CASA es la mía",
    [
      ["LA", "quasi.city"],
      ["SF", "quasi.city"],
    ],
  ],
  [
    "Sacramento, CA or atlanta ga, not in Boston, OK? from Portland OR from TX",
    [
      ["Sacramento, CA", "quasi.city"],
      ["atlanta ga", "quasi.city"],
      ["Boston", "quasi.city"],
      ["Portland", "quasi.city"],
      ["TX", "quasi.region"],
    ],
  ],
  // The code of its state tells of a town that no lexicon has, and Delhi, CA from Delhi.
  ["at Zzyzx Springs, NV", [["Zzyzx Springs, NV", "quasi.city"]]],
  ["Hi, OK, it is for ID or for PA", []],
  ["can you give us an Uber or an Audi", []],
])("places are found: %s", (text, found) => expect(factsIn(text)).toEqual(found));

test("a city that one turn names is one in every turn, in small letters too", () => {
  const texts = ["I moved to Bath", "bath, is that right?", "yes, BOSTON", "boston it is"];
  const found = quasiOf(texts, []).map((list, turn) =>
    list.map(({ start, end }) => texts[turn]?.slice(start, end)),
  );
  expect(found).toEqual([[], [], ["BOSTON"], ["boston"]]);
});

test.each([
  ["Boston", "en", "Massachusetts"],
  ["münchen", "de", "Deutschland"],
  ["Munich", "fr", "Allemagne"],
  ["Leeds", "de", "England"],
  ["Portland, ME", "en", "Maine"],
  ["Yountville, CA", "en", "California"],
])("coarser than %s in %s is %s", (city, language, region) =>
  expect(generalise(city, "quasi.city", 1, language)).toBe(region),
);

test.each([
  ["March 14th, 2026", "March [DAY]"],
  ["14th of March", "[DAY] of March"],
  ["14. März 2026", "[DAY] März"],
  ["3 de marzo de 2020", "[DAY] de marzo"],
  ["2026-03-14", "2026-03"],
])("a date that is made coarser still reads as one where it stands: %s", (date, coarser) =>
  expect(generalise(date, "quasi.date", 1)).toBe(coarser),
);

describe("[EXP1] facts that together point at one person", () => {
  test("share a month however it is written", () => {
    const people = [
      "March 4th",
      "the 5th of March",
      "March the 6th",
      "the 7th of March",
      "March 9",
    ];
    const { released } = judged(
      people.map((date) => marked([`c: it came on ${date} at noon`])),
      5,
    );
    expect(released.map((one) => one.said[0])).toEqual([
      "it came on March [DAY] at noon",
      "it came on the [DAY] of March at noon",
      "it came on March [DAY] at noon",
      "it came on the [DAY] of March at noon",
      "it came on March [DAY] at noon",
    ]);
  });

  test("leave no state behind their town", () => {
    const { released } = judged([marked(["c: I moved from Sacramento, CA to TX"])], 5);
    expect(released[0]?.said[0]).toBe("I moved from [CITY] to [REGION]");
  });

  test("share their region once they are coarser", () => {
    const people = ["Boston", "Worcester", "Framingham", "Massachusetts", "Brockton"].map((place) =>
      marked([`c: I live in ${place}`]),
    );
    const { released } = judged(people, 5);
    expect(released.map((one) => one.said[0])).toEqual(people.map(() => "I live in Massachusetts"));
  });

  test("stay where k share them", () => {
    const { released, report } = judged(
      Array.from({ length: 5 }, () => marked(nurse)),
      5,
    );
    expect(released[0]?.said[0]).toBe("I'm a nurse from Boston, 34 years old");
    expect(report).toMatchObject({
      generalised: { coarser: 0, kinds: 0 },
      highest: { before: 0.2, after: 0.2 },
    });
  });

  test("become coarser where k share them so", () => {
    const people = [31, 32, 33, 34, 36].map((age) =>
      marked([`c: I'm a nurse from Boston, ${age} years old`]),
    );
    const { released, report } = judged(people, 5);
    expect(released.map((one) => one.said[0])).toEqual(
      people.map(() => "I'm a nurse from Massachusetts, 30s years old"),
    );
    expect(released[0]?.score).toEqual({ before: 1, after: 0.2 });
    expect(report.generalised).toEqual({ coarser: 5, kinds: 0 });
  });

  test("are left as kinds where nobody shares them", () => {
    const { released, report } = judged([marked(nurse), marked(plain)], 5);
    expect(released[0]?.said[0]).toBe("I'm a [OCCUPATION] from [CITY], [AGE] years old");
    expect(new Date(released[0]?.turns[0]?.at ?? 0).getUTCFullYear()).toBe(2026);
    expect(released[1]?.said[0]).toBe("where is my parcel?");
    expect(report.generalised).toEqual({ coarser: 0, kinds: 1 });
    expect(report.sizes.find(({ from }) => from === 1)?.conversations).toBe(1);
  });

  test("k of 1 lets everything through, and says so", () => {
    const { released, report } = judged([marked(nurse)], 1);
    expect(released[0]?.said[0]).toBe("I'm a nurse from Boston, 34 years old");
    expect(report.highest).toEqual({ before: 1, after: 1 });
  });
});

test("classes are counted, however many there are", () => {
  const counts = new ClassCounts();
  for (let at = 0; at < 30_000; at++) counts.add(`class ${at % 10_000}`);
  expect([counts.of("class 7"), counts.of("class 9999"), counts.of("none")]).toEqual([3, 3, 0]);
  for (let at = 0; at < 300; at++) counts.add("often");
  expect(counts.of("often")).toBe(255);
});

test("[EXP1] a class for which there is no room counts as nobody else's, never as another's", () => {
  const counts = new ClassCounts(1_000);
  for (let at = 0; at < 5_000; at++) counts.add(`class ${at % 2_500}`);
  expect([counts.of("class 0"), counts.of("class 999"), counts.of("class 1000")]).toEqual([
    2, 2, 0,
  ]);
});
