import { randomInt } from "node:crypto";
import type { Canary } from "./search.ts";

const WORDS = [
  "quillon",
  "zephyrine",
  "wexbury",
  "ostrava",
  "marlowe",
  "kestrel",
  "inverell",
  "tamarisk",
];

/** Fresh values that occur nowhere else: a valid card number, a name. Four digits occur anywhere, low ones most: the code is a high one that `isTaken` does not know. */
export function canaryCard(isTaken: (code: string) => boolean = () => false) {
  const number = luhn(`37828${digits(9)}`);
  const draw = () => `${randomInt(6, 10)}${digits(3)}`;
  let code = draw();
  for (let tries = 0; isTaken(code); tries += 1) {
    if (tries === 100) throw new Error("every code is taken");
    code = draw();
  }
  return { number, code, name: `${word()} ${word()}`, expiry: "12/30" };
}

export function canaryAddress() {
  return {
    name: `${word()} ${word()}`,
    line: `${randomInt(100, 999)} ${word()} Street`,
    city: word(),
    region: "IL",
    postal: "62701",
  };
}

/** A number's plain and grouped forms; its parts of ten digits and more. */
export function cardCanaries(number: string): Canary[] {
  return [
    { name: "card number", value: number },
    {
      name: "card number, grouped",
      value: `${number.slice(0, 4)} ${number.slice(4, 10)} ${number.slice(10)}`,
    },
    { name: "card number, first part", value: number.slice(0, 11) },
    { name: "card number, last part", value: number.slice(4) },
  ];
}

/** A word that no program of ours and no page contains. */
export function canaryWord(surface: string): Canary {
  return { name: surface, value: `${word()}${digits(6)}` };
}

function word(): string {
  const letters = Array.from({ length: 5 }, () => String.fromCharCode(randomInt(97, 123))).join("");
  return `${WORDS[randomInt(WORDS.length)] ?? ""}${letters}`;
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(1, 10)).join("");
}

function luhn(body: string): string {
  let sum = 0;
  for (const [index, digit] of [...body].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}
