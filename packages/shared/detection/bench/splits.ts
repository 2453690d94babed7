import type { ConversationDetector } from "../src/index.ts";
import { luhnWindows } from "../src/card/luhn.ts";
import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";

/** What a detector did with a card number in pieces: 1 or 0, or the sum over many. */
export interface SplitTally {
  /** Held or found before more than eight digits had been sent. */
  warned: number;
  /** The last piece was held or found when it came. */
  stopped: number;
  /** When the last piece had come, every piece was marked. */
  marked: number;
}

export interface SplitCase {
  network: string;
  sizes: string;
  dress: string;
  between: string;
  opening: string;
  lines: { speaker: string; text: string; digits: number }[];
}

const NETWORKS = [
  ["Visa", "4", 16],
  ["Mastercard", "52", 16],
  ["Mastercard 2-series", "2345", 16],
  ["American Express", "37", 15],
  ["Discover", "6011", 16],
  ["Diners Club", "36", 14],
  ["JCB", "3540", 16],
  ["UnionPay", "6250", 19],
] as const;

/** Sizes of the pieces: the same each time, as printed, or of any length. */
const SIZES = [..."123456789".split(""), "10", "11", "12", "13", "14", "15", "printed", "any"];

const DRESSES: Record<string, (digits: string, at: number, random: Random) => string> = {
  plain: (digits) => digits,
  spaced: (digits) => digits.split("").join(" "),
  words: (digits) => [...digits].map((one) => WORDS[Number(one)]).join(" "),
  led: (digits, at, random) =>
    `${at === 0 ? "" : random.pick(["then ", "and ", "next is ", "and then ", "after that "])}${digits}`,
  hasty: (digits, at, random) => (at === 0 ? digits : random.pick(HASTY).replace("#", digits)),
  german: (digits, at, random) =>
    `${at === 0 ? "" : random.pick(["dann ", "und ", "weiter mit ", "danach kommt "])}${digits}`,
  ended: (digits, _, random) => digits + random.pick([",", "...", ".", " -", " and"]),
};
/** Words that no list of leads has. */
const HASTY: [string, ...string[]] = [
  "nxt #",
  "thn #",
  "n #",
  "# ok?",
  "# got it?",
  "👉 #",
  "so #",
  "here # :)",
];
const WORDS = "zero one two three four five six seven eight nine".split(" ");

const OPENINGS: Record<string, readonly [string, string][]> = {
  asked: [
    ["agent", "Could you give me the card number, please?"],
    ["customer", "sure, one moment"],
  ],
  announced: [["customer", "here comes my card number"]],
  unannounced: [["customer", "I would like to pay for it now"]],
};

const BETWEEN: Record<string, (random: Random) => readonly [string, string][]> = {
  nothing: () => [],
  nods: (random) => [["agent", random.pick(["ok", "go on", "mhm, next?", "thank you, and then?"])]],
  chatter: (random) =>
    random.below(3) === 0
      ? [["customer", random.pick(["sorry, it is dark here", "hang on", "where was i", "one sec"])]]
      : [],
  both: (random) =>
    random.below(3) === 0
      ? [
          ["agent", random.pick(["Take your time.", "I am listening."])],
          ["customer", random.pick(["sorry my screen locked", "wait", "ok", "my glasses..."])],
        ]
      : [["agent", "ok"]],
};

/** Every network, size, dress, interruption and opening with each other, with digits by chance from a fixed seed. */
export function* splitCases(seed = 1): Generator<SplitCase> {
  const random = createRandom(seed);
  for (const [network, prefix, length] of NETWORKS)
    for (const sizes of SIZES)
      for (const [dress, wear] of Object.entries(DRESSES))
        for (const [between, interrupt] of Object.entries(BETWEEN))
          for (const [opening, first] of Object.entries(OPENINGS)) {
            const pieces = cut(numberOf(prefix, length, random), sizes, random);
            const lines = first.map(([speaker, text]) => ({ speaker, text, digits: 0 }));
            for (const [at, piece] of pieces.entries()) {
              if (at > 0)
                for (const [speaker, text] of interrupt(random))
                  lines.push({ speaker, text, digits: 0 });
              lines.push({
                speaker: "customer",
                text: wear(piece, at, random),
                digits: piece.length,
              });
            }
            yield { network, sizes, dress, between, opening, lines };
          }
}

/** What a detector does with one sequence. */
export function playSplit(detector: ConversationDetector, { lines }: SplitCase): SplitTally {
  const marked = new Set<number>();
  let sent = 0;
  let warnedAt: number | undefined;
  let stopped = false;
  for (const [turn, { speaker, text, digits }] of lines.entries()) {
    const { findings, retroactive, hold } = detector.add({ speaker, text });
    for (const one of retroactive) marked.add(one.turn);
    if (digits === 0) continue;
    if (findings.length > 0) marked.add(turn);
    stopped = hold !== undefined || findings.length > 0;
    if (stopped) warnedAt ??= sent;
    sent += digits;
  }
  const pieces = [...lines.entries()].filter(([, one]) => one.digits > 0);
  return {
    warned: (warnedAt ?? Infinity) <= 8 ? 1 : 0,
    stopped: stopped ? 1 : 0,
    marked: pieces.every(([turn]) => marked.has(turn)) ? 1 : 0,
  };
}

function numberOf(prefix: string, length: number, random: Random): string {
  let digits = prefix;
  while (digits.length < length - 1) digits += random.below(10);
  for (let check = 0; ; check++)
    if (luhnWindows(digits + check).passes(0, length)) return digits + check;
}

function cut(number: string, sizes: string, random: Random): string[] {
  const printed = number.length === 15 ? [4, 6, 5] : number.length === 14 ? [4, 6, 4] : [4];
  const pieces: string[] = [];
  for (let at = 0; at < number.length;) {
    const size =
      sizes === "printed"
        ? (printed[pieces.length % printed.length] ?? 4)
        : sizes === "any"
          ? 1 + random.below(6)
          : Number(sizes);
    pieces.push(number.slice(at, at + size));
    at += size;
  }
  return pieces;
}

/** Plays every sequence; by what is varied (`dress led`), and `all`. */
export function tallySplits(
  create: () => ConversationDetector,
  every = 1,
): Map<string, SplitTally & { sequences: number }> {
  const tallies = new Map<string, SplitTally & { sequences: number }>();
  let number = 0;
  for (const one of splitCases()) {
    if (number++ % every !== 0) continue;
    const result = playSplit(create(), one);
    for (const key of ["all", `pieces ${one.dress}`, one.opening]) {
      const tally = tallies.get(key) ?? { sequences: 0, warned: 0, stopped: 0, marked: 0 };
      tally.sequences++;
      tally.warned += result.warned;
      tally.stopped += result.stopped;
      tally.marked += result.marked;
      tallies.set(key, tally);
    }
  }
  return tallies;
}
