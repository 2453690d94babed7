import { expect, test } from "vitest";
import { play } from "../conversation/play.fixture.ts";

test.each([
  ["votre téléphone", "zéro six douze trente-quatre cinquante-six soixante-dix-huit"],
  ["votre téléphone", "zéro un quatre-vingt quatre-vingt-treize soixante et onze dix-sept"],
  ["su teléfono", "seis cinco cuatro doce veintidós treinta y tres"],
  ["o seu telemóvel", "nove um dois três quatro cinco seis sete oito"],
  ["o seu celular", "onze noventa e oito setenta e seis cinquenta e quatro trinta e dois"],
  ["Ihre Telefonnummer", "null eins sieben eins vierundvierzig fünfundfünfzig siebzehn"],
])("a telephone number said in pairs (%s): %s", (question, number) => {
  const lines = [`a: ${question}?`, `c: ${number}`];
  expect(play(lines, { profile: "inline" })[1]).toEqual([`PHONE ${number}`]);
});

test.each(["I called once or twice", "um two of us", "une table pour deux", "dix euros"])(
  "no number: %s",
  (text) => {
    expect(play([`c: ${text}`], { profile: "inline" })).toEqual([[]]);
  },
);
