import type { Reason, RevealRequest } from "../api.ts";

/** Everything that the page says, in one language. */
export interface Words {
  readonly title: string;
  readonly signInText: string;
  readonly signIn: string;
  readonly enrolTitle: string;
  readonly enrolText: string;
  readonly enrol: string;
  readonly enrolled: string;
  signedIn(name: string): string;
  readonly askTitle: string;
  readonly token: string;
  readonly tokenHint: string;
  readonly field: string;
  readonly fieldHint: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly choose: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly reference: string;
  readonly referenceHint: string;
  readonly ask: string;
  readonly requests: string;
  readonly noRequests: string;
  askedBy(name: string, when: string): string;
  readonly waitsForSecond: string;
  readonly states: Readonly<Record<RevealRequest["state"], string>>;
  readonly approve: string;
  readonly refuse: string;
  readonly show: string;
  readonly painted: string;
  readonly hideNow: string;
  readonly recorded: string;
  secondsLeft(seconds: number): string;
  /** Why something was not done, by the collector's code. */
  problem(code: string): string;
}

/** A text a code, and one for every other. */
export function byCode(texts: Readonly<Record<string, string>>, otherwise: string) {
  return (code: string): string =>
    Object.hasOwn(texts, code) ? (texts[code] ?? otherwise) : otherwise;
}
