import type { Token } from "./tokens.ts";

/** Whether letters touch token `at` from the front. */
export function isTouched(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before?.kind === "word" && before.end === tokens[at]?.start;
}

/** Whether letters touch tokens that end before `end`. */
export function isTouchedBehind(tokens: readonly Token[], end: number): boolean {
  const after = tokens[end];
  return after?.kind === "word" && after.start === tokens[end - 1]?.end;
}
