import { PLACES } from "./places.generated.ts";
import { STATE_CODES } from "./state-codes.ts";

/** A place that the lexicon knows. */
export interface Place {
  /** A region is a state, a nation or a country: coarse enough to stand for its cities. */
  readonly kind: "city" | "region";
  /** Its region's name in English, then where they differ in German, Spanish, French and Portuguese. */
  readonly names: readonly string[];
  /** A first name as well: Charlotte, Paris. */
  readonly isName: boolean;
}

/** @param key in {@link placeKey}'s form */
export function placeOf(key: string): Place | undefined {
  table ??= build();
  return table.get(key);
}

/** @param code as `CA`: of a state of the US or a province of Canada */
export function stateOf(code: string): Place | undefined {
  table ??= build();
  return states.get(code);
}

/** A place as it was found in a text: `Portland, ME` is in Maine, whatever else is called so. */
export function placeNamed(value: string): Place | undefined {
  const code = STATE_BEHIND.exec(value)?.[1];
  return (
    (code === undefined ? undefined : stateOf(code.toUpperCase())) ??
    placeOf(placeKey(value)) ??
    stateOf(value)
  );
}

/** `Portland` of `Portland, ME`. */
export function townOf(value: string): string {
  const code = STATE_BEHIND.exec(value);
  return code === null || stateOf(code[1]?.toUpperCase() ?? "") === undefined
    ? value
    : value.slice(0, code.index);
}

const STATE_BEHIND = /(?:, ?| )(\p{L}{2})$/u;

/** Whether a place's name can begin with a word, in {@link placeKey}'s form. */
export function beginsPlace(word: string): boolean {
  table ??= build();
  return beginnings.has(word);
}

/** The region's name in a language; in English where it has none of its own. */
export function regionName({ names }: Place, language: string): string {
  const at = LANGUAGES.indexOf(language);
  return names[at] ?? names[0] ?? "";
}

/** Small letters without accents and marks: `St. Louis` and `st louis` are one place. */
export function placeKey(text: string): string {
  if (/^[a-z]+$/i.test(text)) return text.toLowerCase();
  return text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .toLowerCase();
}

const LANGUAGES = ["en", "de", "es", "fr", "pt"];
let table: Map<string, Place> | undefined;
const beginnings = new Set<string>();
const states = new Map<string, Place>();

function build(): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const line of PLACES.split(";")) {
    const [label = "", regions = "", cities = ""] = line.split("|");
    const names = label.split("/");
    const code = STATE_CODES.get(names[0] ?? "");
    if (code !== undefined) states.set(code, { kind: "region", names, isName: false });
    for (const [kind, list] of [
      ["region", regions],
      ["city", cities],
    ] as const) {
      for (const entry of list.split(",")) {
        const isName = entry.startsWith("~");
        const key = isName ? entry.slice(1) : entry;
        if (key === "") continue;
        places.set(key, { kind, names, isName });
        beginnings.add(key.split(" ")[0] ?? key);
      }
    }
  }
  return places;
}
