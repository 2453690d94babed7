import type { Lexis } from "../language/lexis.ts";
import type { Token } from "../text/tokens.ts";

/** What a French number begins with that is made of several: "soixante-dix-huit", "quatre-vingt-treize", "dix-sept". */
export const FRENCH: ReadonlySet<string> = new Set(["dix", "soixante", "quatre"]);

/** The two digits of such a number; undefined where the word stands for itself. */
export function frenchAt(
  tokens: readonly Token[],
  at: number,
  lexis: Lexis,
): { digits: string; endToken: number; dressed: true } | undefined {
  const key = tokens[at]?.key;
  if (key === "dix") return tenAnd(tokens, at, 0);
  const twenties = behind(tokens, at);
  const four = key === "quatre";
  if (four && !/^vingts?$/.test(tokens[twenties]?.key ?? "")) return undefined;
  const tens = four ? twenties : at;
  const base = four ? 80 : 60;
  const next = behind(tokens, tens);
  if (tokens[next]?.key === "dix") return tenAnd(tokens, next, base) ?? made(base + 10, next + 1);
  const rest = SEVEN.has(tokens[next]?.key ?? "") ? 7 : Number(lexis.digitsOf(tokens[next]) ?? 0);
  if (rest > 0 && rest <= 16 && tokens[next]?.kind === "word") return made(base + rest, next + 1);
  return four ? made(base, tens + 1) : undefined;
}

/** "dix-sept" to "dix-neuf". */
function tenAnd(tokens: readonly Token[], at: number, base: number) {
  const next = behind(tokens, at);
  const unit = AFTER_TEN.indexOf(tokens[next]?.key ?? "");
  return unit < 0 ? undefined : made(base + 17 + unit, next + 1);
}

function made(number: number, endToken: number) {
  return { digits: String(number), endToken, dressed: true } as const;
}

/** Over a hyphen or "et". */
function behind(tokens: readonly Token[], at: number): number {
  const joint = tokens[at + 1];
  return joint?.raw === "-" || joint?.key === "et" ? at + 2 : at + 1;
}

const AFTER_TEN = ["sept", "huit", "neuf"];
/** English has it for a month. */
const SEVEN = new Set(["sept"]);
