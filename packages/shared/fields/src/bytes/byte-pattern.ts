import { FieldsError } from "../errors.ts";

/** What a pattern says of bytes: they match, they could match if more came, or they cannot. */
export type Fit = "match" | "prefix" | "no";

export interface BytePattern {
  fit(bytes: Uint8Array): Fit;
}

/** Thompson's construction: a state eats one byte of `set` and goes to `to`, or it forks for free to several. */
interface State {
  set?: Uint8Array;
  to: number[];
}

const END = 0;

/**
 * Compiles the part of regular expressions that postal codes and national numbers use (literals, `\d`, classes,
 * groups, `|`, `?`, `*`, `+`, `{n}`, `{n,m}`; ASCII; anchored at both ends) to an automaton over bytes, because a
 * `RegExp` would need a string of the value. Linear in the length of the input.
 *
 * @param skip characters that the pattern's literals and classes leave out, e.g. `" -"` where separators were dropped
 * @throws FieldsError `pattern_invalid`
 */
export function compileBytePattern(source: string, skip = ""): BytePattern {
  const states: State[] = [{ to: [] }];
  let at = 0;
  const add = (state: State): number => states.push(state) - 1;
  type Piece = (next: number) => number;

  const start = alternatives()(END);
  if (at < source.length) throw new FieldsError("pattern_invalid", [source]);
  return { fit: (bytes) => run(states, start, bytes) };

  function alternatives(): Piece {
    const options = [sequence()];
    while (source[at] === "|") {
      at += 1;
      options.push(sequence());
    }
    if (options.length === 1 && options[0]) return options[0];
    return (next) => add({ to: options.map((option) => option(next)) });
  }

  function sequence(): Piece {
    const pieces: Piece[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") pieces.push(repeated());
    return (next) => pieces.reduceRight((after, piece) => piece(after), next);
  }

  function repeated(): Piece {
    const piece = atom();
    const [least, most] = bounds();
    return (next) => {
      let after = next;
      if (most === Infinity) {
        const loop = add({ to: [after] });
        states[loop]?.to.push(piece(loop));
        after = loop;
      } else {
        for (let count = least; count < most; count += 1) after = add({ to: [piece(after), next] });
      }
      for (let count = 0; count < least; count += 1) after = piece(after);
      return after;
    };
  }

  function bounds(): [number, number] {
    const mark = source[at];
    if (mark === "?" || mark === "*" || mark === "+") {
      at += 1;
      return mark === "?" ? [0, 1] : [mark === "*" ? 0 : 1, Infinity];
    }
    const found = /^\{(\d+)(,(\d+))?\}/.exec(source.slice(at));
    if (found === null) return [1, 1];
    at += found[0].length;
    return [Number(found[1]), Number(found[3] ?? found[1])];
  }

  function atom(): Piece {
    const mark = source[at] ?? "";
    if (mark === "(") {
      at += source.startsWith("(?:", at) ? 3 : 1;
      const inner = alternatives();
      if (source[at] !== ")") throw new FieldsError("pattern_invalid", [source]);
      at += 1;
      return inner;
    }
    const set = mark === "[" ? classSet() : literalSet();
    if (set.every((allowed) => allowed === 0)) return (next) => next;
    return (next) => add({ set, to: [next] });
  }

  function classSet(): Uint8Array {
    const set = new Uint8Array(128);
    at += 1;
    while (at < source.length && source[at] !== "]") {
      const first = literal();
      if (first === "digit") allow(set, 0x30, 0x39);
      else if (source[at] === "-" && source[at + 1] !== "]") {
        at += 1;
        const last = literal();
        allow(set, first, last === "digit" ? first : last);
      } else allow(set, first, first);
    }
    if (source[at] !== "]") throw new FieldsError("pattern_invalid", [source]);
    at += 1;
    return set;
  }

  function literalSet(): Uint8Array {
    const set = new Uint8Array(128);
    const point = literal();
    if (point === "digit") allow(set, 0x30, 0x39);
    else allow(set, point, point);
    return set;
  }

  function literal(): number | "digit" {
    const escaped = source[at] === "\\";
    if (escaped) at += 1;
    const mark = source[at] ?? "";
    at += 1;
    if (escaped && mark === "d") return "digit";
    const isPlain = escaped ? !/[a-z]/i.test(mark) : !/[*+?{}()^$.]/.test(mark);
    if (!isPlain || mark === "" || mark.charCodeAt(0) > 0x7f) {
      throw new FieldsError("pattern_invalid", [source]);
    }
    return mark.charCodeAt(0);
  }

  function allow(set: Uint8Array, first: number, last: number): void {
    for (let point = first; point <= last; point += 1) {
      if (!skip.includes(String.fromCharCode(point))) set[point] = 1;
    }
  }
}

function run(states: readonly State[], start: number, bytes: Uint8Array): Fit {
  let here = reach(states, [start]);
  for (const byte of bytes) {
    const next: number[] = [];
    for (const index of here) {
      const state = states[index];
      if (state?.set?.[byte] === 1) next.push(...state.to);
    }
    here = reach(states, next);
    if (here.size === 0) return "no";
  }
  return here.has(END) ? "match" : "prefix";
}

function reach(states: readonly State[], from: readonly number[]): Set<number> {
  const seen = new Set<number>();
  const open = [...from];
  while (open.length > 0) {
    const index = open.pop() ?? END;
    if (seen.has(index)) continue;
    seen.add(index);
    const state = states[index];
    if (state && state.set === undefined) open.push(...state.to);
  }
  return seen;
}
