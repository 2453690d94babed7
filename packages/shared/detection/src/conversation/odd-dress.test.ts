import { describe, expect, test } from "vitest";
import { createInlineDetector } from "../inline.ts";
import {
  each,
  from,
  groups,
  missed,
  repeated,
  said,
  saidInFull,
  word,
} from "./odd-dress.fixture.ts";

describe("a card number in odd dress", () => {
  test.each(
    [". / _ -- = # ' \" \\ * + ~ • · → … … ; & ^ % > : |".split(" "), [" - ", " – ", " — ", " / "]]
      .flat()
      .concat(["\t", "\n", "\r\n", "\n\n", "\u00a0", "\u2009", "\u200a", "\u202f", "\u3000", ", "])
      .concat([
        "–",
        "—",
        "−",
        "‒",
        "\u200f",
        "\u200e",
        "\u200b",
        "\u2060",
        "\u00ad",
        "\ufe0f",
        ") (",
      ])
      .concat(["x", "<br>", "</b> <b>", "&nbsp;", "&#32;", "&#160;"])
      .concat([
        "🙂",
        " 🙂 ",
        "❤️",
        "👩‍👩‍👧",
        "   ",
        " and ",
        ", then ",
        " space ",
        " dash ",
        " ok ",
        "\u0301",
      ]),
  )("groups parted by %j", (joint) => {
    expect(missed((card) => groups(card).join(joint))).toEqual([]);
  });

  test.each([" ", "-", ".", "_", "\u2009", "\n", "🙂", " – ", "\u200b", ", ", " dash "])(
    "digits parted by %j",
    (joint) => {
      expect(missed((card) => each(card, String, joint))).toEqual([]);
    },
  );

  test.each([
    ["Arabic", 0x660],
    ["Persian", 0x6f0],
    ["Devanagari", 0x966],
    ["Bengali", 0x9e6],
    ["Tamil", 0xbe6],
    ["Thai", 0xe50],
    ["Lao", 0xed0],
    ["Khmer", 0x17e0],
    ["full width", 0xff10],
    ["bold", 0x1d7ce],
    ["monospace", 0x1d7f6],
    ["segmented", 0x1fbf0],
    ["Adlam", 0x1e950],
  ])("digits of %s", (_name, zero) => {
    expect(missed((card) => each(card, from(zero)))).toEqual([]);
    expect(missed((card) => each(card, from(zero), " "))).toEqual([]);
  });

  test.each<[string, (digit: number) => string]>([
    ["circled", (digit) => (digit === 0 ? "⓪" : from(0x245f)(digit))],
    ["parenthesised", (digit) => (digit === 0 ? "(0)" : from(0x2473)(digit))],
    ["superscript", (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] ?? ""],
    ["keycap", (digit) => `${digit}\ufe0f\u20e3`],
    ["underlined", (digit) => `${digit}\u0332`],
    ["bracketed", (digit) => `[${digit}]`],
  ])("%s digits", (_name, dress) => {
    expect(missed((card) => each(card, dress))).toEqual([]);
  });

  test.each<[string, (card: string) => string]>([
    ["words", (card) => each(card, word, " ")],
    ["words with oh", (card) => each(card, word, " ").replaceAll("zero", "oh")],
    ["words with nought", (card) => each(card, word, ", ").replaceAll("zero", "nought")],
    ["double and triple", (card) => repeated(card, "double ", "triple ")],
    ["double and treble", (card) => repeated(card, "double ", "treble ")],
    [
      "homophones",
      (card) => each(card, word, " ").replaceAll("four", "for").replaceAll("two", "to"),
    ],
    [
      "won and ate",
      (card) => each(card, word, " ").replaceAll("one", "won").replaceAll("eight", "ate"),
    ],
    [
      "words and digits in turn",
      (card) => [...card].map((one, at) => (at % 2 ? one : word(Number(one)))).join(" "),
    ],
    [
      "German",
      (card) =>
        each(
          card,
          (digit) => "null eins zwei drei vier fünf sechs sieben acht neun".split(" ")[digit] ?? "",
          " ",
        ),
    ],
    [
      "French",
      (card) =>
        each(
          card,
          (digit) => "zéro un deux trois quatre cinq six sept huit neuf".split(" ")[digit] ?? "",
          " ",
        ),
    ],
    [
      "Portuguese",
      (card) =>
        each(
          card,
          (digit) => "zero um dois três quatro cinco seis sete oito nove".split(" ")[digit] ?? "",
          " ",
        ),
    ],
    ...Object.entries({
      Italian: "zero uno due tre quattro cinque sei sette otto nove",
      Dutch: "nul één twee drie vier vijf zes zeven acht negen",
      Polish: "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
      Hindi: "शून्य एक दो तीन चार पाँच छह सात आठ नौ",
      "Hindi in Latin letters": "shunya ek do teen char paanch chhah saat aath nau",
    }).map(([language, words]): [string, (card: string) => string] => [
      language,
      (card) => each(card, (digit) => words.split(" ")[digit] ?? "", " "),
    ]),
    [
      "hundreds",
      (card) =>
        groups(card)
          .map((four) =>
            four === "5100"
              ? "fifty one hundred"
              : [...four].map((one) => word(Number(one))).join(" "),
          )
          .join(" "),
    ],
    ["hundreds and what is behind them", (card) => groups(card).map(said).join(" ")],
    ["thousands", (card) => groups(card).map(saidInFull).join(", ")],
    [
      "letters of a list",
      (card) =>
        groups(card)
          .map((one, at) => `${"abcd"[at]}) ${one}`)
          .join(" "),
    ],
    ["a letter between the groups", (card) => groups(card).join("a")],
    ["inside a word", (card) => `card${card}end`],
    [
      "each digit and a stop",
      (card) =>
        groups(card)
          .map((one) => [...one].join("."))
          .join(" "),
    ],
    ["Ø for 0", (card) => card.replaceAll("0", "Ø")],
    ["O for 0", (card) => card.replaceAll("0", "O")],
    ["l for 1", (card) => card.replaceAll("1", "l").replace("l", "1")],
    ["S, B and Z", (card) => card.replaceAll("8", "B").replaceAll("2", "Z")],
    ["Cyrillic letters", (card) => card.replaceAll("0", "О").replaceAll("3", "З")],
    [
      "announced groups",
      (card) =>
        groups(card)
          .map(
            (group, at) =>
              `${["first", "next", "next", "last"][at]} ${word(group.length)} ${group}`,
          )
          .join(", "),
    ],
    ["an override of direction", (card) => `\u202e${card}\u202c`],
    [
      "turned round by one",
      (card) => `\u202e${[...groups(card).join(" ")].reverse().join("")}\u202c`,
    ],
    [
      "a letter between every two digits",
      (card) =>
        [...card]
          .map((one, at) => `${one}${"kvmr"[at % 4]}`)
          .join("")
          .slice(0, -1),
    ],
    [
      "letters changed round",
      (card) =>
        each(
          card,
          (digit) => "zero one two three foru fvie six seevn eihgt nnie".split(" ")[digit] ?? "",
          " ",
        ),
    ],
    ["track 1", (card) => `%B${card}^DOE`],
    ["a date and a code behind", (card) => `${groups(card).join(" ")} 12/27`],
  ])("%s", (_name, dress) => {
    expect(missed(dress)).toEqual([]);
  });
});

describe("what only sounds or looks like one", () => {
  test.each([
    ["I waited for 4 days to get 2 refunds for 1 order of 8 items"],
    ["for one night, two rooms, for four of us, to arrive at 4"],
    ["Bill lost 4 of 10 to Bob, 5 to Sis and 11 to Liz so 20 to go"],
    ["five hundred and two thousand, four to one, ate eight of ten"],
    ["the payment due on the 4th is for 2 of 8, do I do 1 or do you do 2 for Otto and the teen?"],
    ["sei otto anni che pago, e due volte su tre, uno per me e sette per te"],
    ["jeden Tag zwei von drei, das sei acht mal elf"],
    ["een van de twee, acht dagen voor zes, drie of vier keer een dag"],
  ])("%s", (text) => {
    expect(createInlineDetector().add({ speaker: "customer", text }).findings).toEqual([]);
  });
});

describe("a card number sent in pieces", () => {
  const shapes = [
    [4, 4, 4, 4],
    [8, 8],
    [6, 10],
    [10, 6],
    [2, 2, 2, 2, 2, 2, 2, 2],
    [1, 4, 2, 4, 5],
  ];
  const ones = Array.from({ length: 16 }, () => 1);
  test.each([...shapes, ones].map((shape) => [shape.join("-"), shape] as const))(
    "%s: every part marked, warned before nine digits have left, the last one stopped",
    (_name, shape) => {
      const detector = createInlineDetector();
      detector.add({ speaker: "agent", text: "Could you read me the card number?" });
      const marked = new Set<number>();
      let turn = 0;
      let left = 0;
      let warnedAt: number | undefined;
      let stopped = false;
      for (const size of shape) {
        detector.add({ speaker: "agent", text: "go on" });
        turn += 2;
        const text = "4539578763621486".slice(left, left + size);
        const { findings, retroactive, hold } = detector.add({ speaker: "customer", text });
        stopped = hold !== undefined || findings.length > 0;
        if (stopped) warnedAt ??= left;
        if (findings.some((one) => one.type === "CARD_NUMBER")) marked.add(turn);
        for (const one of retroactive) if (one.finding.type === "CARD_NUMBER") marked.add(one.turn);
        left += size;
      }
      expect([...marked].sort((a, b) => a - b)).toEqual(shape.map((_, at) => 2 * at + 2));
      expect(warnedAt).toBeLessThanOrEqual(8);
      expect(stopped).toBe(true);
    },
  );
});
