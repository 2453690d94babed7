import cardTypes from "credit-card-type/dist/lib/card-types.js";

export interface Brand {
  /** As people know it: `Visa`, `American Express`. */
  readonly name: string;
  readonly lengths: readonly number[];
  /** Where a space is written: after the 4th, 8th, ... digit. */
  readonly gaps: readonly number[];
  readonly codeLength: number;
  readonly patterns: readonly (number | readonly [number, number])[];
}

/** Networks that `credit-card-type` 10.3 does not know. */
const OWN: readonly Brand[] = [
  own("RuPay", [
    [508500, 508999],
    [606985, 607984],
    [608001, 608500],
    [652150, 653149],
    [817200, 820199],
  ]),
  own("Dankort", [[501900, 501999]]),
  own("Uzcard", [8600]),
  own("Humo", [9860]),
  { name: "UATP", lengths: [15], gaps: [4, 9], codeLength: 3, patterns: [1] },
];

const brands = (): Brand[] => [
  ...OWN,
  ...Object.values(cardTypes).map((type) => ({
    name: type.niceType,
    lengths: type.lengths,
    gaps: type.gaps,
    codeLength: type.code.size,
    patterns: type.patterns.map((pattern): number | readonly [number, number] =>
      Array.isArray(pattern) ? [pattern[0] ?? 0, pattern[1] ?? 0] : pattern,
    ),
  })),
];

interface Range {
  readonly digits: number;
  readonly first: number;
  readonly last: number;
  readonly brand: Brand;
}

let made: readonly Range[] | undefined;

/** Made for the first digits: the form's first frame needs none of it. */
function ranges(): readonly Range[] {
  made ??= brands()
    .flatMap((brand) =>
      brand.patterns.map((pattern): Range => {
        const [first, last] = typeof pattern === "number" ? [pattern, pattern] : pattern;
        return { digits: Math.floor(Math.log10(first)) + 1, first, last, brand };
      }),
    )
    .toSorted(
      (left, right) =>
        right.digits - left.digits || left.last - left.first - (right.last - right.first),
    );
  return made;
}

/** The network of a card number, by the longest issuer prefix that matches, of equals the narrower range; ASCII digits, complete or not. */
export function brandOf(digits: Uint8Array): Brand | undefined {
  const heads = headsOf(digits);
  return ranges().find(({ digits: count, first, last }) => {
    const head = heads[count];
    return head !== undefined && head >= first && head <= last;
  })?.brand;
}

/** Whether some network's numbers begin with these digits. */
export function brandIsPossible(digits: Uint8Array): boolean {
  if (brandOf(digits)) return true;
  const head = headsOf(digits).at(-1) ?? 0;
  const count = Math.min(digits.length, 8);
  return ranges().some(({ digits: longer, first, last }) => {
    const scale = 10 ** (longer - count);
    return longer > count && head * scale <= last && (head + 1) * scale > first;
  });
}

/** heads[n] is the number made of the first n digits, n from 0 to 8. */
function headsOf(digits: Uint8Array): number[] {
  const heads = [0];
  for (const digit of digits.subarray(0, 8)) heads.push((heads.at(-1) ?? 0) * 10 + digit - 0x30);
  return heads;
}

function own(name: string, patterns: Brand["patterns"]): Brand {
  return { name, lengths: [16], gaps: [4, 8, 12], codeLength: 3, patterns };
}
